// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.function.ArgumentException;
import dev.spanhound.collector.ottl.function.Arguments;
import dev.spanhound.collector.ottl.function.Converter;
import dev.spanhound.collector.ottl.function.Converters;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls of functions: finds the function, puts the arguments in place, takes elements of the result by keys. */
final class Calls {
    private final String condition;
    private final OttlContext context;
    private final Function<Syntax.Value, Expression> values;

    Calls(String condition, OttlContext context, Function<Syntax.Value, Expression> values) {
        this.condition = condition;
        this.context = context;
        this.values = values;
    }

    Expression call(Syntax.Call call) {
        Converter function = function(call);
        Syntax.@Nullable Value[] places = places(call, function);
        List<@Nullable Expression> arguments = new ArrayList<>();
        for (Syntax.Value place : places) {
            arguments.add(place == null ? null : values.apply(place));
        }
        Expression result;
        try {
            result = function.maker().apply(new Arguments(arguments));
        } catch (ArgumentException e) {
            Syntax.Value culprit = places[e.index()];
            throw new OttlException(
                    condition,
                    culprit == null ? call.position() : culprit.position(),
                    "wrong " + function.parameters().get(e.index()).name() + " of " + function.usage() + ": "
                            + e.getMessage());
        }
        List<Expression> keys = call.keys().stream().map(values).toList();
        return keys.isEmpty() ? result : item -> element(result.of(item), keys, item);
    }

    private Converter function(Syntax.Call call) {
        String name = call.function();
        if (Binder.hasFunction(name, context) && Converters.isSupported(name)) {
            return Converters.named(name);
        }
        String problem;
        if (name.equals(Converters.IS_ROOT_SPAN)) {
            problem = "IsRootSpan is only there in conditions on spans";
        } else if (Converters.isKnown(name)) {
            problem = name + " is a function of the Collector that is not supported here";
        } else {
            problem = "there is no function " + name + Nearest.hint(name, Converters.names());
        }
        throw new OttlException(condition, call.position(), problem);
    }

    /** Returns the argument for each parameter, in order, null for one that is left out. */
    private Syntax.@Nullable Value[] places(Syntax.Call call, Converter function) {
        List<Converter.Parameter> parameters = function.parameters();
        int count = parameters.isEmpty() ? 0 : call.arguments().size(); // the Collector looks at none either
        if (count < function.required() || count > parameters.size()) {
            throw new OttlException(
                    condition,
                    call.position(),
                    "wrong number of arguments: " + count + " (expected: " + function.usage() + ")");
        }
        Syntax.@Nullable Value[] places = new Syntax.@Nullable Value[parameters.size()];
        boolean named = false;
        for (int i = 0; i < count; i++) {
            Syntax.Argument argument = call.arguments().get(i);
            if (named && argument.name().isEmpty()) {
                throw new OttlException(
                        condition, argument.value().position(), "expected a name, as the arguments before have one");
            }
            named |= !argument.name().isEmpty();
            places[named ? parameter(argument, function) : i] = argument.value();
        }
        for (int i = 0; i < places.length; i++) {
            if (places[i] == null && !parameters.get(i).optional()) {
                throw new OttlException(
                        condition,
                        call.position(),
                        parameters.get(i).name() + " is missing (expected: " + function.usage() + ")");
            }
        }
        return places;
    }

    private int parameter(Syntax.Argument argument, Converter function) {
        List<String> names =
                function.parameters().stream().map(Converter.Parameter::name).toList();
        List<String> forms = names.stream().map(Calls::form).toList();
        int index = forms.indexOf(form(argument.name()));
        if (index < 0) {
            throw new OttlException(
                    condition,
                    argument.value().position(),
                    "there is no parameter " + argument.name() + " (expected: " + function.usage() + ")");
        }
        return index;
    }

    /** In the Collector, underscores only mark where a capital letter goes. */
    private static String form(String name) {
        StringBuilder form = new StringBuilder();
        for (String word : Arrays.asList(name.split("_+"))) {
            form.append(word.substring(0, Math.min(1, word.length())).toUpperCase(Locale.ROOT));
            form.append(word.substring(Math.min(1, word.length())));
        }
        return form.toString();
    }

    private static @Nullable Object element(@Nullable Object result, List<Expression> keys, Item item) {
        Object value = result;
        for (Expression key : keys) {
            Object at = key.of(item);
            if (at instanceof Opaque.MachineInt number) {
                at = (long) number.value();
            }
            if (at instanceof String name && value instanceof Map<?, ?> map) {
                if (!map.containsKey(name)) {
                    throw new EvaluationException("there is no key \"" + name + "\" in " + Values.describe(value));
                }
                value = map.get(name);
            } else if (at instanceof Long index && value != null) {
                value = byIndex(value, index);
            } else {
                throw new EvaluationException(
                        Values.describe(value) + " has no elements to take by " + Values.describe(at));
            }
        }
        return value;
    }

    private static @Nullable Object byIndex(Object value, long index) {
        List<?> list = value instanceof List<?> elements
                ? elements
                : value instanceof Opaque.TypedList typed ? typed.elements() : null;
        if (value instanceof dev.spanhound.collector.ottl.value.Bytes bytes) {
            List<Object> numbers = new ArrayList<>();
            for (byte b : bytes.content()) {
                numbers.add(new Opaque.MachineInt(Byte.toUnsignedInt(b)));
            }
            list = numbers;
        }
        if (list == null) {
            throw new EvaluationException(Values.describe(value) + " has no elements to take by an index");
        }
        if (index < 0 || index >= list.size()) {
            throw new EvaluationException("index " + index + " is out of bounds of " + Values.describe(value));
        }
        return list.get((int) index);
    }
}
