// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** ParseXML: an element as a map of its tag, content, attributes and children. No DTD and no entity is ever loaded. */
final class XmlFunction {
    private static final int MAX_DEPTH = 500;
    private static final String TELL_CDATA = "http://java.sun.com/xml/stream/properties/report-cdata-event";

    private final XMLStreamReader reader;

    private XmlFunction(XMLStreamReader reader) {
        this.reader = reader;
    }

    static Expression make(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        return item -> read(target.of(item));
    }

    private static Map<String, @Nullable Object> read(String text) {
        // The Collector skips what is before the first tag, such as a line end or a byte order mark.
        String document = text.substring(Math.max(0, text.indexOf('<')));
        try {
            Map<String, @Nullable Object> root =
                    new XmlFunction(factory().createXMLStreamReader(new StringReader(document))).document();
            if (!text.endsWith(">")) {
                throw trailing();
            }
            return root;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Java's message is the place in brackets, a line end, and the reason. */
    private static EvaluationException failure(XMLStreamException cause) {
        String message = String.valueOf(cause.getMessage());
        String reason = message.substring(message.indexOf('\n') + 1).replaceFirst("^Message: ", "");
        Location at = cause.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
        return new EvaluationException("no XML" + place + ": " + reason);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(TELL_CDATA, true);
        // Newer JDKs stop at 100, and the limit is ours to set.
        factory.setProperty("jdk.xml.maxElementDepth", 2 * MAX_DEPTH);
        return factory;
    }

    private static EvaluationException trailing() {
        return new EvaluationException("ParseXML needs a single element, but there is more text behind it");
    }

    private Map<String, @Nullable Object> document() throws XMLStreamException {
        require("version", "1.0", reader.getVersion());
        require("encoding", "UTF-8", reader.getCharacterEncodingScheme());
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = reader.next();
        }
        Map<String, @Nullable Object> root = element(1);
        if (reader.next() != XMLStreamConstants.END_DOCUMENT) {
            throw trailing();
        }
        return root;
    }

    private static void require(String what, String expected, @Nullable String actual) {
        if (actual != null && !actual.equalsIgnoreCase(expected)) {
            throw new EvaluationException(
                    "ParseXML cannot read XML of " + what + " \"" + actual + "\" (expected: " + expected + ")");
        }
    }

    private Map<String, @Nullable Object> element(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new EvaluationException("XML is nested too deeply (expected: at most " + MAX_DEPTH + " levels)");
        }
        String tag = local(reader.getLocalName());
        Map<String, @Nullable Object> attributes = attributes();
        StringBuilder content = new StringBuilder();
        List<@Nullable Object> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
                continue;
            }
            take(text, content);
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (event == XMLStreamConstants.CDATA) {
                content.append(trim(reader.getText()));
            }
        }
        take(text, content);
        return map(tag, content.toString(), attributes, children);
    }

    private static Map<String, @Nullable Object> map(
            String tag, String content, Map<String, @Nullable Object> attributes, List<@Nullable Object> children) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("tag", tag);
        if (!content.isEmpty()) {
            map.put("content", content);
        }
        if (!attributes.isEmpty()) {
            map.put("attributes", attributes);
        }
        if (!children.isEmpty()) {
            map.put("children", children);
        }
        return map;
    }

    private Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(local(reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** Returns the name without its prefix, as far as the Collector takes it for one. */
    private static String local(String name) {
        int colon = name.indexOf(':');
        if (colon != name.lastIndexOf(':')) {
            throw new EvaluationException("no XML: the name " + name + " has more than one colon");
        }
        return colon <= 0 || colon == name.length() - 1 ? name : name.substring(colon + 1);
    }

    private static void take(StringBuilder text, StringBuilder content) {
        content.append(trim(text.toString()));
        text.setLength(0);
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** What Go calls white space. */
    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
