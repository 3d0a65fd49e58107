// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Functions while they are gathered. */
final class Family {
    private final Map<String, Converter> members = new TreeMap<>();

    /** Adds a function; parameters are listed as in {@code "target, replacement?"}. */
    Family with(String name, String parameters, Function<Arguments, Expression> maker) {
        List<Converter.Parameter> list = new ArrayList<>();
        for (String parameter : parameters.split(",", -1)) {
            String trimmed = parameter.trim();
            if (!trimmed.isEmpty()) {
                boolean optional = trimmed.endsWith("?");
                String bare = optional ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
                list.add(new Converter.Parameter(bare, optional));
            }
        }
        members.put(name, new Converter(name, List.copyOf(list), maker));
        return this;
    }

    Map<String, Converter> members() {
        return members;
    }
}
