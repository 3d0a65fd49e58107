// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the context that conditions without one are meant for. */
final class Inference {
    /** A symbol or function that not every context has. */
    private record Need(String condition, int position, String name, boolean function) {}

    private final List<Need> needs = new ArrayList<>();
    private String condition = "";
    private @Nullable OttlContext lowest;

    private Inference() {}

    static Optional<OttlContext> of(List<String> conditions) {
        Inference inference = new Inference();
        for (String condition : conditions) {
            inference.condition = condition;
            SyntaxWalk.over(OttlParser.parse(condition), inference::see);
        }
        return inference.result();
    }

    private void see(Syntax.Value value) {
        if (value instanceof Syntax.Path path) {
            seePath(path);
        } else if (value instanceof Syntax.Call call) {
            needs.add(new Need(condition, call.position(), call.function(), true));
        } else if (value instanceof Syntax.Symbol symbol) {
            needs.add(new Need(condition, symbol.position(), symbol.name(), false));
        }
    }

    private void seePath(Syntax.Path path) {
        OttlContext context = Paths.contextNamed(path);
        if (context == null) {
            throw new OttlException(
                    condition,
                    path.position(),
                    "the path needs a context (expected: resource., scope., span. or spanevent. before it)");
        }
        lowest = lowest == null || context.compareTo(lowest) > 0 ? context : lowest;
    }

    private Optional<OttlContext> result() {
        if (lowest == null) {
            return Optional.empty();
        }
        for (OttlContext context : OttlContext.values()) {
            if (context.compareTo(lowest) >= 0 && unmet(context) == null) {
                return Optional.of(context);
            }
        }
        Need need = unmet(lowest);
        if (need == null) {
            return Optional.of(lowest);
        }
        throw new OttlException(
                need.condition, need.position, "the " + lowest.prefix() + " context has no " + need.name);
    }

    private @Nullable Need unmet(OttlContext context) {
        for (Need need : needs) {
            boolean there = need.function
                    ? Binder.hasFunction(need.name, context)
                    : Symbols.in(context).containsKey(need.name);
            if (!there) {
                return need;
            }
        }
        return null;
    }
}
