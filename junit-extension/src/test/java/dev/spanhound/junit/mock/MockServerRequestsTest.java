// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;
import static dev.spanhound.assertions.TraceAssertions.server;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import dev.spanhound.trace.propagation.HeaderLines;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@TraceTest(isolation = Isolation.PER_CLASS) // its stray traces are of no concern to other tests
class MockServerRequestsTest {
    private static final String OTHER = "00-12345678901234567890123456789012-1234567890123456-01";

    @Nested
    class Alone {
        @AutoClose
        private final TracedMockServer payment;

        Alone(TraceBackend backend) {
            payment = TracedMockServer.start("payment-service", backend);
        }

        @Test
        void areTakenOnceInTheirOrder() throws Exception {
            Http.send("POST", payment.url("/payments"), HeaderLines.of("X-Shop", "1", "x-shop", "2"), "99.5");
            Http.get(payment.url("/payments"), HeaderLines.none());

            ReceivedCall first = payment.takeRequest(ofSeconds(10));
            assertThat(first.method()).isEqualTo("POST");
            assertThat(first.headers().values("X-Shop")).containsExactly("1", "2");
            assertThat(first.body()).isEqualTo("99.5");
            assertThat(first.route()).isEmpty();
            assertThat(payment.takeRequest(ofSeconds(10)).method()).isEqualTo("GET");
            assertThat(payment.requests()).hasSize(2).first().isSameAs(first);
        }

        @Test
        void areWaitedFor() {
            CompletableFuture<ReceivedCall> taken =
                    CompletableFuture.supplyAsync(() -> payment.takeRequest(ofSeconds(30)), Http.THREAD_PER_TASK);

            assertThat(sendsNothing(taken)).isTrue();
            CompletableFuture.runAsync(
                    () -> {
                        try {
                            Http.get(payment.url("/payments"), HeaderLines.none());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    Http.THREAD_PER_TASK);
            assertThat(taken.join().path()).isEqualTo("/payments");
        }

        private boolean sendsNothing(CompletableFuture<ReceivedCall> taken) {
            return !taken.isDone();
        }

        @Test
        void areMissedInWords() {
            assertThatThrownBy(() -> payment.takeRequest(ofMillis(5)))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessage("expected a request to payment-service within 5 ms, but none came:"
                            + " payment-service has received nothing at all");
        }

        @Test
        void areMissedWithThoseThatWereTaken() throws Exception {
            Http.get(payment.url("/payments"), HeaderLines.of("traceparent", OTHER));
            payment.takeRequest(ofSeconds(10));

            assertThatThrownBy(() -> payment.takeRequest(ofMillis(5))).hasMessage("""
                    expected a request to payment-service within 5 ms, but none came:

                      taken before:
                        GET /payments of trace 12345678901234567890123456789012""");
        }

        @Test
        void ofATraceAreMissedWithThoseOfOthers(TestTrace trace) throws Exception {
            Http.get(payment.url("/a"), HeaderLines.of("traceparent", OTHER));
            Http.get(payment.url("/b"), HeaderLines.none());

            assertThatThrownBy(() -> payment.in(trace).takeRequest(ofMillis(5)))
                    .hasMessage("""
                            expected a request of trace %s to payment-service within 5 ms, but none came:

                              of other traces:
                                GET /a of trace 12345678901234567890123456789012
                                GET /b without a trace

                              likely cause: the caller of payment-service lost the context""".formatted(trace.traceId()));
        }

        @Test
        void areNotWaitedForByAnInterruptedThread() {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> payment.takeRequest(ofSeconds(30)))
                    .hasMessage(
                            "expected a request to payment-service within 30.0 s,"
                                    + " but the thread was interrupted before one came: payment-service has received nothing at all");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class OfTestsInParallel {
        @AutoClose
        private static TracedMockServer shared;

        @BeforeAll
        static void start(TraceBackend backend) {
            shared = TracedMockServer.start("payment-service", backend)
                    .on("POST", "/payments")
                    .reply(200, "success");
        }

        @RepeatedTest(40)
        void belongToTheirTraces(TestTrace trace) throws Exception {
            TracedMockServer payment = shared.in(trace);
            payment.on("POST", "/payments").reply(call -> MockReply.of(200, "of " + trace.traceId()));
            HeaderLines headers = HeaderLines.from(trace.headers());

            assertThat(Http.send("POST", payment.url("/payments"), headers, "1").body())
                    .isEqualTo("of " + trace.traceId());
            assertThat(Http.send("POST", payment.url("/payments"), headers, "2").body())
                    .isEqualTo("of " + trace.traceId());

            assertThat(payment.takeRequest(ofSeconds(10)).body()).isEqualTo("1");
            assertThat(payment.takeRequest(ofSeconds(10)).body()).isEqualTo("2");
            assertThat(shared.requestsOf(trace)).hasSize(2);
            assertThat(trace)
                    .isComplete()
                    .hasExactlyTree(
                            server("POST /payments").in("payment-service"),
                            server("POST /payments").in("payment-service"));
        }
    }
}
