// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares values as the Collector does (v0.162, {@code pkg/ottl/compare.go}): numbers with numbers, everything else
 * with its own type only. Any other pair is different, and neither less nor greater; that is never an error.
 */
public final class Comparison {
    private Comparison() {}

    /**
     * Returns whether {@code operator} holds between the two.
     *
     * @throws EvaluationException for two lists of a Go type, where the Collector itself would crash
     */
    public static boolean holds(Operator operator, @Nullable Object left, @Nullable Object right) {
        return compare(operator, nilIfNoBytes(left), nilIfNoBytes(right));
    }

    /** In Go, no bytes are nil. */
    private static @Nullable Object nilIfNoBytes(@Nullable Object value) {
        return value instanceof Bytes bytes && bytes.content().length == 0 ? null : value;
    }

    private static boolean compare(Operator operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right ? operator.holds(0) : operator == Operator.NOT_EQUAL;
        }
        if (left instanceof String a) {
            return right instanceof String b ? text(operator, a, b) : operator == Operator.NOT_EQUAL;
        }
        if (left instanceof Long a && right instanceof Long b) {
            return operator.holds(Long.compare(a, b));
        }
        if (isNumber(left) && isNumber(right)) {
            return operator.holds(((Number) left).doubleValue(), ((Number) right).doubleValue());
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return operator.holds(Boolean.compare(a, b));
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return operator.holds(a.compareTo(b));
        }
        if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return operator.holds(a.toInstant().compareTo(b.toInstant()));
        }
        if (left instanceof Bytes a && right instanceof Bytes b) {
            return operator.holds(a.compareTo(b));
        }
        if (left instanceof Opaque.TypedList && right instanceof Opaque.TypedList) {
            throw new EvaluationException(
                    "two lists that functions gave cannot be compared (the Collector itself fails here)");
        }
        return operator.holdsFor(same(left, right));
    }

    private static boolean text(Operator operator, String left, String right) {
        return switch (operator) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            default -> operator.holds(compareUtf8(left, right));
        };
    }

    /** Compares as the UTF-8 forms would. */
    static int compareUtf8(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return Integer.compare(rank(left.charAt(i)), rank(right.charAt(i)));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for what comes after all other characters. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double;
    }

    /** Returns whether the two are the same to the last element; a whole number never equals a double in here. */
    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        return Objects.equals(left, right);
    }
}
