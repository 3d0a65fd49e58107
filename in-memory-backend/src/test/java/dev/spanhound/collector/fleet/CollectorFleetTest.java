// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.fleet;

import static dev.spanhound.trace.synthetic.SyntheticTrace.aTrace;
import static dev.spanhound.trace.synthetic.SyntheticTraces.traces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spanhound.collector.CollectorConfig;
import dev.spanhound.collector.TraceCollector;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.synthetic.SyntheticTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorFleetTest {
    private static final CollectorConfig KEEPS_ERRORS = CollectorConfig.parse("""
            tail_sampling:
              decision_wait: 10s
              policies:
                - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
            """);
    private static final SyntheticTrace FAILED_AT_ORDERS =
            aTrace().throughServices("gateway", "orders").spanNamed("call orders", span -> span.withError());

    private static TraceCollector collector() {
        return TraceCollector.of(KEEPS_ERRORS);
    }

    @Test
    void bringsAllSpansOfATraceToOneCollectorByItsId() {
        CollectorFleet fleet = CollectorFleet.byTraceId(3, CollectorFleetTest::collector);
        List<FleetDecision> decisions = fleet.decisionsOn(
                traces(200).throughServices("gateway", "orders", "payment").toTraces());

        assertThat(decisions).hasSize(200).allMatch(FleetDecision::isOne);
        assertThat(decisions.stream().flatMap(decision -> decision.byCollector().keySet().stream()))
                .contains("collector-0:4317", "collector-1:4317", "collector-2:4317");
    }

    @Test
    void showsWhatRoundRobinBreaks() {
        CollectorFleet fleet = CollectorFleet.roundRobin(2, CollectorFleetTest::collector);
        Trace trace = fleet.receive(FAILED_AT_ORDERS.toTrace());

        FleetDecision decision = fleet.decisionOn(trace);

        assertThat(decision.isOne()).isFalse();
        assertThat(decision.isBroken()).isTrue();
        assertThat(decision)
                .hasToString("trace " + trace.traceId()
                        + ": sampled at collector-0:4317 (2 spans), not sampled at collector-1:4317 (1 span)");
        assertThat(fleet.exported()).hasSize(2);
    }

    @Test
    void explainsTheDecisionOfEachCollector() {
        CollectorFleet fleet = CollectorFleet.roundRobin(2, CollectorFleetTest::collector);

        assertThat(fleet.decisionOn(FAILED_AT_ORDERS.toTrace()).explain())
                .contains("collector-0:4317:", "collector-1:4317:")
                .contains("  trace ");
    }

    @Test
    void takesTheEndpointsOfProduction() {
        CollectorFleet fleet =
                CollectorFleet.byTraceId(List.of("10.0.0.1", "10.0.0.2:55680"), CollectorFleetTest::collector);

        assertThat(fleet.collectors()).containsOnlyKeys("10.0.0.1:4317", "10.0.0.2:55680");
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectorFleet.roundRobin(0, CollectorFleetTest::collector))
                .withMessage("collectors: none (expected: at least one)");
    }
}
