// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition as it is written; nothing in it has been looked up. Positions are in characters from 0. */
final class Syntax {
    private Syntax() {}

    /** Something that is true or false. */
    sealed interface Condition {}

    record Or(List<Condition> terms) implements Condition {}

    record And(List<Condition> values) implements Condition {}

    record Not(Condition value) implements Condition {}

    record Compared(Value left, Operator operator, Value right, int position) implements Condition {}

    record Truth(boolean value) implements Condition {}

    record Called(Call call) implements Condition {}

    /** Something that has a value. */
    sealed interface Value {
        int position();
    }

    /** nil, a number, a string, bytes or a truth value. */
    record Constant(@Nullable Object value, int position) implements Value {}

    record Symbol(String name, int position) implements Value {}

    record ListOf(List<Value> elements, int position) implements Value {}

    record MapOf(List<Entry> entries, int position) implements Value {}

    record Entry(String key, Value value) {}

    record Call(String function, List<Argument> arguments, List<Value> keys, int position) implements Value {}

    /** An argument; {@code name} is empty if it has none. */
    record Argument(String name, Value value) {}

    /** The name of a function as an argument. */
    record FunctionName(String name, int position) implements Value {}

    record Path(List<Segment> segments, int position, int end) implements Value {}

    record Segment(String name, List<Value> keys, int position) {}

    record Negated(Value value, int position) implements Value {}

    /** A calculation from left to right. */
    record Calculation(Value first, List<Step> steps) implements Value {
        @Override
        public int position() {
            return first.position();
        }
    }

    record Step(char operator, Value operand) {}
}
