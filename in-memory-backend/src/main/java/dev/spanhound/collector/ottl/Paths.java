// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Values;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that a condition can read, by context and name. */
final class Paths {
    private static final String CACHE = "cache";
    private static final Map<String, OttlContext> CONTEXTS = Map.of(
            "resource", OttlContext.RESOURCE,
            "scope", OttlContext.SCOPE,
            "instrumentation_scope", OttlContext.SCOPE,
            "span", OttlContext.SPAN,
            "spanevent", OttlContext.SPAN_EVENT);

    private final String condition;
    private final OttlContext context;

    Paths(String condition, OttlContext context) {
        this.condition = condition;
        this.context = context;
    }

    /** Returns the context that the path starts with, or null. */
    static @Nullable OttlContext contextNamed(Syntax.Path path) {
        Syntax.Segment first = path.segments().get(0);
        return path.segments().size() > 1 && first.keys().isEmpty() ? CONTEXTS.get(first.name()) : null;
    }

    /**
     * Returns what reads the path.
     *
     * @param keys the keys of the last segment, ready to be evaluated
     * @throws OttlException if there is no such path
     */
    Expression read(Syntax.Path path, List<Expression> keys) {
        OttlContext named = contextNamed(path);
        boolean visible = named != null && named.compareTo(context) <= 0;
        OttlContext owner = named != null && visible ? named : context;
        List<Syntax.Segment> segments =
                visible ? path.segments().subList(1, path.segments().size()) : path.segments();
        rejectCollectorsOwn(path);
        String name =
                String.join(".", segments.stream().map(Syntax.Segment::name).toList());
        rejectInnerKeys(segments);
        if (name.equals(CACHE)) {
            return cache(path, owner, keys);
        }
        if (name.equals("attributes")) {
            Function<Item, Attributes> source = SpanPaths.attributes(owner);
            return keys.isEmpty() ? item -> Values.map(source.apply(item)) : KeyedPath.of(source, keys);
        }
        if (name.equals("trace_state") && owner == OttlContext.SPAN && !keys.isEmpty()) {
            return traceState(path, keys);
        }
        Expression leaf = SpanPaths.leaves(owner).get(name);
        if (leaf == null) {
            throw unknown(path, name, owner, named);
        }
        if (!keys.isEmpty()) {
            throw new OttlException(condition, path.position(), name + " has no keys (expected: no brackets)");
        }
        return leaf;
    }

    private void rejectCollectorsOwn(Syntax.Path path) {
        if (path.segments().get(0).name().equals("otelcol") && path.segments().size() > 1) {
            throw new OttlException(
                    condition,
                    path.position(),
                    "otelcol paths are not supported: spans here have no client or request");
        }
    }

    private void rejectInnerKeys(List<Syntax.Segment> segments) {
        for (Syntax.Segment segment : segments.subList(0, segments.size() - 1)) {
            if (!segment.keys().isEmpty()) {
                throw new OttlException(
                        condition,
                        segment.position(),
                        segment.name() + "[...] has no fields (expected: no '.' after it)");
            }
        }
    }

    /** Nothing in a condition can put anything into the cache. */
    private Expression cache(Syntax.Path path, OttlContext owner, List<Expression> keys) {
        if (owner != context) {
            throw new OttlException(
                    condition,
                    path.position(),
                    "the cache is only there in its own context (expected: " + context.prefix() + ".cache)");
        }
        return keys.isEmpty() ? item -> Map.of() : KeyedPath.of(item -> Attributes.empty(), keys);
    }

    private Expression traceState(Syntax.Path path, List<Expression> keys) {
        if (keys.size() != 1) {
            throw new OttlException(condition, path.position(), "trace_state takes one key");
        }
        return KeyedPath.ofTraceState(keys.get(0), item -> {
            TraceState state = item.span().getSpanContext().getTraceState();
            return state;
        });
    }

    private OttlException unknown(Syntax.Path path, String name, OttlContext owner, @Nullable OttlContext named) {
        if (named != null && owner != named) {
            return new OttlException(
                    condition,
                    path.position(),
                    "a condition on a " + context.prefix() + " cannot see " + named.prefix() + " paths");
        }
        Map<String, String> names = new TreeMap<>();
        SpanPaths.leaves(owner).keySet().forEach(known -> names.put(known, known));
        names.put("attributes", "attributes[\"...\"]");
        String hint = Nearest.hint(name, names.keySet());
        for (OttlContext other : OttlContext.values()) {
            boolean there =
                    other.compareTo(context) <= 0 && SpanPaths.leaves(other).containsKey(name);
            if (there && named == null) {
                hint = "; did you mean " + other.prefix() + "." + name + "?";
            }
        }
        if (hint.isEmpty()) {
            hint = " (expected: attributes, "
                    + String.join(", ", SpanPaths.leaves(owner).keySet()) + ")";
        }
        return new OttlException(condition, path.position(), "a " + owner.prefix() + " has no path " + name + hint);
    }
}
