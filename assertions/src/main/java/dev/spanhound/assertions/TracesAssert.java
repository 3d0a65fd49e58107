// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractIterableAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on several traces, each judged as it is. AssertJ's own ways through a collection, such as {@code first()},
 * {@code singleElement()} and {@code filteredOn}, lead to the assertions on a {@link Trace}.
 */
public class TracesAssert extends AbstractIterableAssert<TracesAssert, Collection<Trace>, Trace, TraceAssert> {

    /** Returns assertions on traces. {@link TraceAssertions#assertThatTraces} reads better. */
    public TracesAssert(@Nullable Collection<Trace> actual) {
        super(actual, TracesAssert.class);
    }

    @Override
    protected TraceAssert toAssert(Trace trace, String description) {
        return new TraceAssert(trace).as(description);
    }

    @Override
    protected TracesAssert newAbstractIterableAssert(Iterable<? extends Trace> traces) {
        List<Trace> copy = new ArrayList<>();
        traces.forEach(copy::add);
        return new TracesAssert(copy);
    }
}
