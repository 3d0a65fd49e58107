// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

/** How two values are compared. */
public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the operator that is written so. */
    public static Operator of(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("no operator: " + symbol);
    }

    /** Returns how it is written. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether it holds for two values of which the order is known, as {@link Comparable} gives it. */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    /** Returns whether it holds for two numbers; for NaN, only {@link #NOT_EQUAL} does. */
    boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }

    /** Returns whether it holds for two values that can be equal but have no order. */
    boolean holdsFor(boolean equal) {
        return this == EQUAL ? equal : this == NOT_EQUAL && !equal;
    }
}
