// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Expression;
import java.util.List;
import java.util.function.Function;

/**
 * One of OTTL's functions that give a value.
 *
 * @param name the name it is called by
 * @param parameters its parameters in order, those that may be left out last
 * @param maker reads the arguments of one call, and gives what computes its value
 */
public record Converter(String name, List<Parameter> parameters, Function<Arguments, Expression> maker) {
    /**
     * A parameter of a function.
     *
     * @param name the name for named arguments
     * @param optional whether it may be left out
     */
    public record Parameter(String name, boolean optional) {}

    /** Returns how many arguments a call needs at least. */
    public int required() {
        return (int)
                parameters.stream().filter(parameter -> !parameter.optional()).count();
    }

    /** Returns the form of a call, such as {@code Trim(target, replacement?)}. */
    public String usage() {
        List<String> names = parameters.stream()
                .map(parameter -> parameter.name() + (parameter.optional() ? "?" : ""))
                .toList();
        return name + "(" + String.join(", ", names) + ")";
    }
}
