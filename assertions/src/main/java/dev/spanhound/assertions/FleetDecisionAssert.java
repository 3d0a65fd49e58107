// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.diagnosis.Words;
import dev.spanhound.collector.fleet.FleetDecision;
import dev.spanhound.collector.tailsampling.Decision;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what several collectors decided on one trace. A failure shows the decision of each.
 *
 * <pre>{@code assertThat(fleet.decisionOn(trace)).metOneDecision().isSampled().by("errors");}</pre>
 */
public class FleetDecisionAssert extends AbstractAssert<FleetDecisionAssert, FleetDecision> {
    private final Reporter reporter;

    /** Returns assertions on decisions. {@link TraceAssertions#assertThat(FleetDecision)} reads better. */
    public FleetDecisionAssert(@Nullable FleetDecision actual) {
        this(actual, Reporter.THROWING);
    }

    FleetDecisionAssert(@Nullable FleetDecision actual, Reporter reporter) {
        super(actual, FleetDecisionAssert.class);
        this.reporter = reporter;
    }

    /**
     * Verifies that all spans of the trace reached one collector, and so met one decision.
     *
     * @return assertions on that decision; of several, on that of the collector that the first span reached
     */
    public DecisionAssert metOneDecision() {
        isNotNull();
        if (!actual.isOne()) {
            fail("expected all spans of the trace to meet one decision, but they met "
                    + actual.byCollector().size());
        }
        Decision first = actual.byCollector().values().stream().findFirst().orElse(null);
        return new DecisionAssert(first, actual.isOne() ? reporter : Reporter.SILENT);
    }

    /**
     * Verifies that the trace has no holes where it is stored: all collectors that got spans of it kept theirs, or none did.
     */
    public FleetDecisionAssert isWhole() {
        isNotNull();
        if (actual.isBroken()) {
            fail("expected the trace to be kept as a whole or not at all, but a part is");
        }
        return this;
    }

    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        return Reporter.isOurs(element) || super.isElementOfCustomAssert(element);
    }

    private void fail(String headline) {
        reporter.report(Reporter.prefix(descriptionText()) + headline, () -> {
            String cause = "likely cause: requests are spread over the collectors without regard to their traces"
                    + "\n  The loadbalancing exporter with routing_key: traceID brings all spans of a trace to one.";
            return failureWithActualExpected(
                    actual.toString(),
                    headline,
                    "%s",
                    headline + ":\n\n" + Words.indent(actual.explain().stripTrailing() + "\n\n" + cause));
        });
    }
}
