// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.PropagationFormat;
import java.time.Duration;
import java.util.List;

/**
 * How cases are run and judged.
 *
 * @param timeout how long a case waits for the service's answer and its calls, both together
 * @param parallelism how many cases run at once, where they can be told apart
 * @param sending the formats that the service may send the context on in; if empty, that of each case
 * @param harnessOnly whether only that is judged which the W3C's harness judges
 * @param baseline the cases that are known to fail
 */
public record ContractSettings(
        Duration timeout, int parallelism, List<PropagationFormat> sending, boolean harnessOnly, Baseline baseline) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the timeout or the parallelism is not positive
     */
    public ContractSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: > 0)");
        }
        sending = List.copyOf(sending);
    }

    /** Returns the defaults: 5 seconds, 8 cases at once, the format of each case, all checks, no baseline. */
    public static ContractSettings defaults() {
        return new ContractSettings(Duration.ofSeconds(5), 8, List.of(), false, Baseline.empty());
    }

    /** Returns the same settings with this timeout. */
    public ContractSettings withTimeout(Duration timeout) {
        return new ContractSettings(timeout, parallelism, sending, harnessOnly, baseline);
    }

    /** Returns the same settings with so many cases at once. */
    public ContractSettings withParallelism(int parallelism) {
        return new ContractSettings(timeout, parallelism, sending, harnessOnly, baseline);
    }

    /** Returns the same settings for a service that sends the context on in one of these formats. */
    public ContractSettings withSending(PropagationFormat... formats) {
        return new ContractSettings(timeout, parallelism, List.of(formats), harnessOnly, baseline);
    }

    /** Returns the same settings, with only that judged which the W3C's harness judges. */
    public ContractSettings withHarnessOnly() {
        return new ContractSettings(timeout, parallelism, sending, true, baseline);
    }

    /** Returns the same settings with more cases that are known to fail. */
    public ContractSettings withBaseline(Baseline more) {
        return new ContractSettings(timeout, parallelism, sending, harnessOnly, baseline.and(more));
    }
}
