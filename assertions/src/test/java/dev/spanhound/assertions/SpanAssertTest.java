// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.Failures.assertFails;
import static dev.spanhound.assertions.TraceAssertions.anySpan;
import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatIllegalArgumentException;
import static dev.spanhound.assertions.TraceAssertions.server;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static java.time.Duration.ofMillis;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Assertions on what a span has by itself. */
class SpanAssertTest {
    private final SpanData span = Spans.span(3, 2, "orders", "GET /orders/{id}", 10, 65)
            .kind(SpanKind.SERVER)
            .with("http.route", "/orders/{id}")
            .with("http.response.status_code", 500)
            .withResource("service.version", "1.4.2")
            .scope("io.opentelemetry.tomcat-10.0", "2.33.1")
            .event("retry", Attributes.of(longKey("attempt"), 2L))
            .exception("java.sql.SQLException", "connection refused")
            .error("boom")
            .build();

    @Test
    void passesForWhatTheSpanHas() {
        assertThat(span)
                .hasName("GET /orders/{id}")
                .hasName(Pattern.compile("GET /orders/.*"))
                .hasKind(SpanKind.SERVER)
                .hasStatus(StatusCode.ERROR)
                .hasStatusDescription("boom")
                .isInService("orders")
                .hasResourceAttribute("service.version", "1.4.2")
                .hasScope("io.opentelemetry.tomcat-10.0")
                .hasScope("io.opentelemetry.tomcat-10.0", "2.33.1")
                .hasAttribute("http.route")
                .hasAttribute("http.route", "/orders/{id}")
                .hasAttribute("http.response.status_code", 500)
                .hasAttribute("http.response.status_code", 500.0)
                .hasAttribute(longKey("http.response.status_code"), 500L)
                .doesNotHaveAttribute("user.id")
                .hasEvent("retry")
                .hasException("java.sql.SQLException")
                .hasException("SQLException", "connection refused")
                .hasException(SQLException.class)
                .lastsAtMost(ofMillis(55))
                .lastsAtLeast(ofMillis(55))
                .matches(server("GET /orders/{id}").in("orders"));
    }

    @Test
    void passesForWhatOpenTelemetrysAssertionsSay() {
        assertThat(span)
                .hasAttributesSatisfying(
                        equalTo(stringKey("http.route"), "/orders/{id}"),
                        satisfies(longKey("http.response.status_code"), code -> code.isGreaterThan(499)))
                .satisfiesSpanData(data -> data.hasKind(SpanKind.SERVER))
                .hasEvent("retry", event -> event.hasAttributesSatisfying(equalTo(longKey("attempt"), 2)));
    }

    @Nested
    class Fails {
        @Test
        void ofAnotherName() {
            assertFails(() -> assertThat(span).hasName("GET /orders"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the name "GET /orders", but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ name: expected "GET /orders" but was "GET /orders/{id}\"""");
        }

        @Test
        void ofANameThatThePatternDoesNotMatchAsAWhole() {
            assertFails(() -> assertThat(span).hasName(Pattern.compile("GET")), """
                    expected the span orders: GET /orders/{id} [SERVER] to have a name like GET, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ name: expected one matching "GET" but was "GET /orders/{id}\"""");
        }

        @Test
        void ofAnotherKind() {
            assertFails(() -> assertThat(span).hasKind(SpanKind.CLIENT), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the kind CLIENT, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ kind: expected CLIENT but was SERVER""");
        }

        @Test
        void ofAnotherStatus() {
            assertFails(() -> assertThat(span).hasStatus(StatusCode.OK), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the status OK, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ status: expected OK but was ERROR "boom\"""");
        }

        @Test
        void ofAnotherStatusDescription() {
            assertFails(() -> assertThat(span).hasStatusDescription("bang"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the status description "bang", but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ status description: expected "bang" but was "boom\"""");
        }

        @Test
        void ofAnError() {
            assertFails(() -> assertThat(span).hasNoError(), """
                    expected the span orders: GET /orders/{id} [SERVER] to have no error, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ status: ERROR "boom\"""");
        }

        @Test
        void ofAnotherService() {
            assertFails(() -> assertThat(span).isInService("gateway"), """
                    expected the span orders: GET /orders/{id} [SERVER] to be in the service gateway, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ service: expected "gateway" but was "orders\"""");
        }

        @Test
        void ofAnotherResource() {
            assertFails(() -> assertThat(span).hasResourceAttribute("service.version", "1.5.0"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the resource attribute service.version, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ resource service.version: expected "1.5.0" but was "1.4.2\"""");
        }

        @Test
        void ofAnotherScope() {
            assertFails(() -> assertThat(span).hasScope("io.opentelemetry.jetty-12.0"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the scope io.opentelemetry.jetty-12.0, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ scope: expected "io.opentelemetry.jetty-12.0" but was "io.opentelemetry.tomcat-10.0" "2.33.1\"""");
            assertFails(() -> assertThat(span).hasScope("io.opentelemetry.tomcat-10.0", "2.0.0"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the scope io.opentelemetry.tomcat-10.0 2.0.0, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ scope: expected "io.opentelemetry.tomcat-10.0" "2.0.0" but was "io.opentelemetry.tomcat-10.0" "2.33.1\"""");
        }

        @Test
        void ofAnotherValue() {
            assertFails(() -> assertThat(span).hasAttribute("http.response.status_code", 200), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the attribute http.response.status_code, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ http.response.status_code: expected 200 but was 500""");
        }

        @Test
        void ofAValueOfAnotherType() {
            assertFails(() -> assertThat(span).hasAttribute("http.response.status_code", "500"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the attribute http.response.status_code, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ http.response.status_code: expected "500" (string) but was 500 (long)""");
            assertFails(() -> assertThat(span).hasAttribute(stringKey("http.response.status_code"), "500"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the attribute http.response.status_code, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ http.response.status_code: expected "500" (string) but was 500 (long)""");
        }

        @Test
        void ofAnAttributeThatIsNotThere() {
            assertFails(() -> assertThat(span).hasAttribute("user.id", "u1"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the attribute user.id, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ user.id: expected "u1" but was not set""");
            assertFails(() -> assertThat(span).hasAttribute("user.id"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the attribute user.id, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ user.id: expected any value but was not set""");
        }

        @Test
        void ofAnAttributeThatIsThere() {
            assertFails(() -> assertThat(span).doesNotHaveAttribute("http.route"), """
                    expected the span orders: GET /orders/{id} [SERVER] not to have the attribute http.route, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ http.route: expected not set but was "/orders/{id}\"""");
        }

        @Test
        void ofAnEventThatIsNotThere() {
            assertFails(() -> assertThat(span).hasEvent("timeout"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the event "timeout", but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ events: expected "timeout" but was "retry", "exception\"""");
        }

        @Test
        void ofAnEventThatIsOtherwise() {
            assertFails(
                    () -> assertThat(span)
                            .hasEvent("retry", event -> event.hasAttributesSatisfying(equalTo(longKey("attempt"), 3))),
                    """
                    expected the span orders: GET /orders/{id} [SERVER] to have an event "retry" as required, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ [LONG attribute 'attempt'] expected: 3L but was: 2L""");
            assertFails(() -> assertThat(span).hasEvent("timeout", event -> {}), """
                    expected the span orders: GET /orders/{id} [SERVER] to have an event "timeout" as required, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ events: expected "timeout" but was "retry", "exception\"""");
        }

        @Test
        void ofAnotherException() {
            assertFails(() -> assertThat(span).hasException("IOException"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the exception IOException, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ exception: expected IOException but was java.sql.SQLException "connection refused\"""");
            assertFails(() -> assertThat(span).hasException("SQLException", "timeout"), """
                    expected the span orders: GET /orders/{id} [SERVER] to have the exception SQLException "timeout", but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ exception: expected SQLException "timeout" but was java.sql.SQLException "connection refused\"""");
        }

        @Test
        void ofAnotherDuration() {
            assertFails(() -> assertThat(span).lastsAtMost(ofMillis(50)), """
                    expected the span orders: GET /orders/{id} [SERVER] to last at most 50 ms, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ duration: expected at most 50 ms but was 55 ms""");
            assertFails(() -> assertThat(span).lastsAtLeast(ofMillis(60)), """
                    expected the span orders: GET /orders/{id} [SERVER] to last at least 60 ms, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ duration: expected at least 60 ms but was 55 ms""");
        }

        @Test
        void ofAllThatDiffers() {
            assertFails(
                    () -> assertThat(span)
                            .as("the order")
                            .matches(anySpan()
                                    .kind(SpanKind.CLIENT)
                                    .in("gateway")
                                    .with("http.route", "/orders")),
                    """
                    [the order] expected the span orders: GET /orders/{id} [SERVER] to match gateway: * [CLIENT] {http.route="/orders"}, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ kind: expected CLIENT but was SERVER
                                                                                                         ✗ service: expected "gateway" but was "orders"
                                                                                                         ✗ http.route: expected "/orders" but was "/orders/{id}\"""");
        }

        @Test
        void ofAllAttributesThatOpenTelemetrysAssertionsDeny() {
            assertFails(
                    () -> assertThat(span)
                            .hasAttributesSatisfying(
                                    equalTo(stringKey("http.route"), "/orders"),
                                    satisfies(longKey("http.response.status_code"), code -> code.isLessThan(500))),
                    """
                    expected the span orders: GET /orders/{id} [SERVER] to have attributes as required, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ [STRING attribute 'http.route'] expected: "/orders" but was: "/orders/{id}"
                                                                                                         ✗ [LONG attribute 'http.response.status_code'] Expecting actual: 500L to be less than: 500L""");
        }

        @Test
        void ofWhatOpenTelemetrysAssertionsDeny() {
            assertFails(() -> assertThat(span).satisfiesSpanData(data -> data.hasName("GET")), """
                    expected the span orders: GET /orders/{id} [SERVER] to be as required, but it differs:

                      orders: GET /orders/{id}  [SERVER]  55 ms  !ERROR "boom" (java.sql.SQLException)   ✗ Expected span to have name <GET> but was <GET /orders/{id}>""");
        }
    }

    @Test
    void refusesAValueThatNoAttributeCanHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> assertThat(span).hasAttribute("http.route", this));
    }

    @Test
    void refusesNull() {
        assertFails(() -> assertThat((SpanData) null).hasName("GET"), "\nExpecting actual not to be null");
    }
}
