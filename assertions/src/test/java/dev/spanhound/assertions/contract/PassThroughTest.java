// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.assertions.contract.CaseResult.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A service that has no endpoint for contracts, but calls another. */
class PassThroughTest {
    @AutoClose
    private final DownstreamStub stub = DownstreamStub.start();

    @AutoClose
    private final RelayServer service = RelayServer.with(Fault.NONE);

    /** A request that the relaying service takes for one of its own: it calls the stub so often. */
    private ServiceRequest calling(int times) {
        String url = "{\"url\": \"" + stub.url() + "/payments\"}";
        return ServiceRequest.post(service.uri())
                .body("application/json", "[" + String.join(",", Collections.nCopies(times, url)) + "]");
    }

    private List<CaseResult> results(ServiceRequest request, int calls) {
        try (ContractRunner runner = ContractRunner.passingThrough(request, stub, calls, ContractSettings.defaults())) {
            return runner.start(ContractSuite.W3C.cases()).stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    @Test
    void isJudgedByWhatTheStubGets() {
        List<CaseResult> results = results(calling(1), 1);

        assertThat(results).filteredOn(each -> each.outcome() == Outcome.PASSED).hasSize(99);
        assertThat(results)
                .filteredOn(each -> each.outcome() == Outcome.NOT_APPLICABLE)
                .hasSize(3)
                .allMatch(each -> each.contractCase().group().startsWith("multiple-requests-"))
                .extracting(CaseResult::message)
                .containsOnly(
                        "not applicable: needs a service that makes several calls, and this request makes one: makingCalls(n) says that it makes n");
    }

    @Test
    void isJudgedByAllCallsOfARequestThatMakesSeveral() {
        assertThat(results(calling(2), 2)).extracting(CaseResult::outcome).containsOnly(Outcome.PASSED);
    }

    @Test
    void takesTurnsWithOtherRunnersOfTheSameStub() {
        ContractSettings settings = ContractSettings.defaults();
        try (ContractRunner one = ContractRunner.passingThrough(calling(2), stub, 2, settings);
                ContractRunner other = ContractRunner.passingThrough(calling(2), stub, 2, settings)) {
            List<CompletableFuture<CaseResult>> results = new ArrayList<>(one.start(ContractSuite.W3C.cases()));
            results.addAll(other.start(ContractSuite.W3C.cases()));

            assertThat(results.stream().map(CompletableFuture::join))
                    .extracting(CaseResult::outcome)
                    .containsOnly(Outcome.PASSED);
        }
    }

    @Test
    void isToldWhichStubItHasToCall() throws Exception {
        ContractSettings impatient = ContractSettings.defaults().withTimeout(Duration.ofMillis(500));
        try (ContractRunner runner = ContractRunner.passingThrough(calling(0), stub, 1, impatient)) {
            assertThat(runner.run(ContractSuite.W3C.cases().get(0)).message())
                    .endsWith("Does this request make the service call its downstream service, and is that "
                            + stub.url() + " in the service's configuration?");
        }
    }

    @Test
    void refusesARequestThatIsNoHttp() {
        assertThatThrownBy(() -> ServiceRequest.get(URI.create("ftp://orders")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uri: ftp://orders (expected: http://host:port/path)");
        assertThatThrownBy(() -> ContractRunner.passingThrough(calling(1), stub, 0, ContractSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calls: 0 (expected: > 0)");
    }
}
