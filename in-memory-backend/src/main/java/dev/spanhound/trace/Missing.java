// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

/** One thing that a trace lacks to be complete. */
public sealed interface Missing {

    /** Returns what is missing, in a few words that stand alone in a failure message. */
    String describe();

    /** No span has arrived. */
    record Everything() implements Missing {
        @Override
        public String describe() {
            return "no span of this trace has arrived";
        }
    }

    /** There is no root span, or no child of the parent known to be outside the trace. */
    record Root() implements Missing {
        @Override
        public String describe() {
            return "the root span has not arrived";
        }
    }

    /**
     * There is a root more than one trace has.
     *
     * @param root the root span too many
     */
    record SecondRoot(SpanNode root) implements Missing {
        @Override
        public String describe() {
            return "one root was expected, but " + root + " is a root as well";
        }
    }

    /**
     * The parent of a span never arrived.
     *
     * @param child the span without its parent
     */
    record Parent(SpanNode child) implements Missing {
        @Override
        public String describe() {
            return "the parent " + child.parentSpanId() + " of " + child + " has not arrived";
        }
    }

    /**
     * A call to a service that sends spans has no SERVER or CONSUMER span on the other side.
     *
     * @param call the CLIENT or PRODUCER span
     * @param service name of the service that it calls
     */
    record Answer(SpanNode call, String service) implements Missing {
        @Override
        public String describe() {
            return call + " calls " + service + ", but no span of " + service + " answers it";
        }
    }

    /**
     * A span is still running.
     *
     * @param span the span that has not ended
     */
    record End(SpanNode span) implements Missing {
        @Override
        public String describe() {
            return span + " has not ended";
        }
    }
}
