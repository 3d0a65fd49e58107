// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The converters of contrib v0.162 by name. */
public final class Converters {
    /** The one function that only conditions on spans have. */
    public static final String IS_ROOT_SPAN = "IsRootSpan";

    /** Known to the Collector, and not here: large tables, an XML tree, or an alpha feature gate. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "ConvertAttributesToElementsXML",
            "ConvertTextToElementsXML",
            "ExtractGrokPatterns",
            "GetXML",
            "InsertXML",
            "ParseSimplifiedXML",
            "RemoveXML",
            "UserAgent");

    private static final Map<String, Converter> ALL = all();

    private Converters() {}

    private static Map<String, Converter> all() {
        Family family = new Family();
        TypeFunctions.addTo(family);
        TextFunctions.addTo(family);
        RegexFunctions.addTo(family);
        CollectionFunctions.addTo(family);
        DurationFunctions.addTo(family);
        TimeFunctions.addTo(family);
        IdFunctions.addTo(family);
        HashFunctions.addTo(family);
        EncodingFunctions.addTo(family);
        NumberFunctions.addTo(family);
        GoFormat.addTo(family);
        ParseFunctions.addTo(family);
        SeverityFunction.addTo(family);
        NetworkFunctions.addTo(family);
        return Collections.unmodifiableMap(new TreeMap<>(family.members()));
    }

    /** Returns whether the Collector has a function of that name. */
    public static boolean isKnown(String name) {
        return isSupported(name) || UNSUPPORTED.contains(name);
    }

    /** Returns whether there is a function of that name here. */
    public static boolean isSupported(String name) {
        return ALL.containsKey(name);
    }

    /** Returns the function of that name, which must be supported. */
    public static Converter named(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    /** Returns the names of all functions that are supported. */
    public static Collection<String> names() {
        return new TreeSet<>(ALL.keySet());
    }
}
