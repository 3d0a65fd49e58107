// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Values;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calculations with numbers, times and durations; whole numbers wrap around, and their division drops the rest. */
final class Arithmetic {
    record Step(char operator, Expression operand) {}

    private Arithmetic() {}

    static Expression of(Expression first, List<Step> steps) {
        return item -> {
            Object value = first.of(item);
            for (Step step : steps) {
                value = apply(value, step.operator, step.operand.of(item));
            }
            return value;
        };
    }

    static Expression negated(Expression operand) {
        if (operand instanceof Literal literal && literal.value() instanceof Number) {
            return new Literal(negate(literal.value()));
        }
        return item -> negate(operand.of(item));
    }

    private static Object negate(@Nullable Object value) {
        if (value instanceof Long number) {
            return -number;
        } else if (value instanceof Double number) {
            return -number;
        }
        throw new EvaluationException("cannot negate " + Values.describe(value));
    }

    private static Object apply(@Nullable Object left, char operator, @Nullable Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return whole(a, operator, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return floating(a.doubleValue(), operator, b.doubleValue());
        }
        try {
            if (right instanceof Duration b && left instanceof ZonedDateTime a) {
                if (operator == '+') {
                    return a.plus(b);
                } else if (operator == '-') {
                    return a.minus(b);
                }
            }
            if (right instanceof Duration b && left instanceof Duration a) {
                if (operator == '+') {
                    return a.plus(b);
                } else if (operator == '-') {
                    return a.minus(b);
                }
            }
            if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b && operator == '-') {
                return Duration.between(b, a);
            }
            if (left instanceof Duration a && right instanceof ZonedDateTime b && operator == '+') {
                return b.plus(a);
            }
        } catch (ArithmeticException | java.time.DateTimeException e) {
            throw new EvaluationException("out of range: " + term(left, operator, right));
        }
        throw new EvaluationException("cannot calculate " + term(left, operator, right));
    }

    private static String term(@Nullable Object left, char operator, @Nullable Object right) {
        return Values.describe(left) + " " + operator + " " + Values.describe(right);
    }

    private static Object whole(long left, char operator, long right) {
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            case '*' -> left * right;
            default -> {
                if (right == 0) {
                    throw new EvaluationException("division of " + left + " by 0");
                }
                yield left / right;
            }
        };
    }

    private static Object floating(double left, char operator, double right) {
        return switch (operator) {
            case '+' -> left + right;
            case '-' -> left - right;
            case '*' -> left * right;
            default -> {
                if (right == 0) {
                    throw new EvaluationException("division of " + left + " by 0");
                }
                yield left / right;
            }
        };
    }
}
