// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assertions on one {@link Trace}, which is judged as it is. */
public class TraceAssert extends AbstractTraceAssert<TraceAssert, Trace> {

    /** Returns assertions on a trace. {@link TraceAssertions#assertThat(Trace)} reads better. */
    public TraceAssert(@Nullable Trace actual) {
        this(actual, Reporter.THROWING);
    }

    TraceAssert(Trace actual, List<Trace> around, Reporter reporter) {
        super(actual, TraceAssert.class, new FrozenTrace(Sighting.of(actual, around)), reporter);
    }

    TraceAssert(@Nullable Trace actual, Reporter reporter) {
        super(actual, TraceAssert.class, actual == null ? null : LiveTrace.of(actual), reporter);
    }
}
