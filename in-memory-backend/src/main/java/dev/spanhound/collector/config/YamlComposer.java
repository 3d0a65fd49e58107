// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

import dev.spanhound.collector.config.Node.Scalar;
import dev.spanhound.collector.config.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Makes nodes of the first document of a YAML text, with anchors and merge keys. Their paths are not set yet. */
final class YamlComposer {
    private static final int MAX_DEPTH = 200;
    private static final long MAX_VALUES = 100_000;
    private static final Object BEING_READ = new Object();

    private final String source;
    private final Iterator<Event> events;
    private final Map<Anchor, Object> anchors = new HashMap<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long values;
    private int depth;
    private @Nullable Place secondDocument;

    private YamlComposer(String source, String text) {
        this.source = source;
        LoadSettings settings = LoadSettings.builder().setLabel(source).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * What was read.
     *
     * @param node the first document; null in YAML if there is none
     * @param secondDocument where a second document begins, which the Collector does not read
     */
    record Composed(Node node, @Nullable Place secondDocument) {}

    /**
     * Reads the first document of a text.
     *
     * @throws UnreadableException if the text is not YAML
     */
    static Composed compose(String source, String text) throws UnreadableException {
        try {
            String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
            YamlComposer composer = new YamlComposer(source, marked);
            Node node = composer.document();
            return new Composed(node, composer.secondDocument);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> place(source, mark))
                    .orElse(new Place(source, 1, 1, ""));
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            throw new UnreadableException(place, "not YAML: " + context + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UnreadableException(new Place(source, 1, 1, ""), "not YAML: " + e.getMessage());
        }
    }

    private static Place place(String source, Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1, "");
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> place(source, mark)).orElse(new Place(source, 1, 1, ""));
    }

    private Node document() throws UnreadableException {
        events.next();
        Event start = events.next();
        if (start instanceof StreamEndEvent) {
            return new Scalar(place(start), null, "");
        }
        Node node = node(events.next());
        events.next();
        Event next = afterDocument();
        if (next instanceof DocumentStartEvent) {
            secondDocument = place(next);
        }
        return node;
    }

    /** What comes after the first document is not read, so that it may as well not be YAML. */
    private @Nullable Event afterDocument() {
        try {
            return events.next();
        } catch (YamlEngineException e) {
            return null;
        }
    }

    private Node node(Event event) throws UnreadableException {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        Optional<Anchor> anchor = event instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
        long before = values++;
        anchor.ifPresent(name -> anchors.put(name, BEING_READ));
        if (++depth > MAX_DEPTH) {
            throw new UnreadableException(place(event), "nested more than " + MAX_DEPTH + " levels deep");
        }
        Node node = anonymous(event);
        depth--;
        anchor.ifPresent(name -> {
            anchors.put(name, node);
            sizes.put(name, values - before);
        });
        return node;
    }

    private Node aliased(AliasEvent alias) throws UnreadableException {
        Object target = anchors.get(alias.getAlias());
        String name = alias.getAlias().getValue();
        if (target == null) {
            throw new UnreadableException(
                    place(alias), "unknown anchor " + name + ": write &" + name + " before *" + name);
        }
        if (!(target instanceof Node node)) {
            throw new UnreadableException(place(alias), "anchor " + name + " contains itself");
        }
        values += sizes.getOrDefault(alias.getAlias(), 1L);
        if (values > MAX_VALUES) {
            throw new UnreadableException(place(alias), "aliases expand to more than " + MAX_VALUES + " values");
        }
        return node;
    }

    private Node anonymous(Event event) throws UnreadableException {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(event);
        }
        if (event instanceof MappingStartEvent) {
            return new MappingComposer(this::node, events, this::place).compose(event);
        }
        throw new UnreadableException(place(event), "not YAML: unexpected " + event.getEventId());
    }

    private Sequence sequence(Event start) throws UnreadableException {
        List<Node> elements = new ArrayList<>();
        for (Event next = events.next(); !(next instanceof CollectionEndEvent); next = events.next()) {
            elements.add(node(next));
        }
        return new Sequence(place(start), elements);
    }

    private Scalar scalar(ScalarEvent event) throws UnreadableException {
        Object value = ScalarTag.value(event.getTag().orElse(null), event.isPlain(), event.getValue());
        if (value == ScalarTag.WRONG) {
            String tag = event.getTag().orElse("").replace("tag:yaml.org,2002:", "!!");
            throw new UnreadableException(place(event), "cannot read " + event.getValue() + " as " + tag);
        }
        return new Scalar(place(event), value, event.getValue());
    }
}
