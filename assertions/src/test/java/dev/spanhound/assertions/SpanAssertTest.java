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
                .hasException(java.sql.SQLException.class)
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
            assertFails(() -> assertThat(span).hasName("GET /orders"), "@@s01");
        }

        @Test
        void ofANameThatThePatternDoesNotMatchAsAWhole() {
            assertFails(() -> assertThat(span).hasName(Pattern.compile("GET")), "@@s02");
        }

        @Test
        void ofAnotherKind() {
            assertFails(() -> assertThat(span).hasKind(SpanKind.CLIENT), "@@s03");
        }

        @Test
        void ofAnotherStatus() {
            assertFails(() -> assertThat(span).hasStatus(StatusCode.OK), "@@s04");
        }

        @Test
        void ofAnotherStatusDescription() {
            assertFails(() -> assertThat(span).hasStatusDescription("bang"), "@@s05");
        }

        @Test
        void ofAnError() {
            assertFails(() -> assertThat(span).hasNoError(), "@@s06");
        }

        @Test
        void ofAnotherService() {
            assertFails(() -> assertThat(span).isInService("gateway"), "@@s07");
        }

        @Test
        void ofAnotherResource() {
            assertFails(() -> assertThat(span).hasResourceAttribute("service.version", "1.5.0"), "@@s08");
        }

        @Test
        void ofAnotherScope() {
            assertFails(() -> assertThat(span).hasScope("io.opentelemetry.jetty-12.0"), "@@s09");
            assertFails(() -> assertThat(span).hasScope("io.opentelemetry.tomcat-10.0", "2.0.0"), "@@s10");
        }

        @Test
        void ofAnotherValue() {
            assertFails(() -> assertThat(span).hasAttribute("http.response.status_code", 200), "@@s11");
        }

        @Test
        void ofAValueOfAnotherType() {
            assertFails(() -> assertThat(span).hasAttribute("http.response.status_code", "500"), "@@s12");
            assertFails(
                    () -> assertThat(span).hasAttribute(stringKey("http.response.status_code"), "500"), "@@s13");
        }

        @Test
        void ofAnAttributeThatIsNotThere() {
            assertFails(() -> assertThat(span).hasAttribute("user.id", "u1"), "@@s14");
            assertFails(() -> assertThat(span).hasAttribute("user.id"), "@@s15");
        }

        @Test
        void ofAnAttributeThatIsThere() {
            assertFails(() -> assertThat(span).doesNotHaveAttribute("http.route"), "@@s16");
        }

        @Test
        void ofAnEventThatIsNotThere() {
            assertFails(() -> assertThat(span).hasEvent("timeout"), "@@s17");
        }

        @Test
        void ofAnEventThatIsOtherwise() {
            assertFails(
                    () -> assertThat(span)
                            .hasEvent("retry", event -> event.hasAttributesSatisfying(equalTo(longKey("attempt"), 3))),
                    "@@s18");
            assertFails(() -> assertThat(span).hasEvent("timeout", event -> {}), "@@s19");
        }

        @Test
        void ofAnotherException() {
            assertFails(() -> assertThat(span).hasException("IOException"), "@@s20");
            assertFails(() -> assertThat(span).hasException("SQLException", "timeout"), "@@s21");
        }

        @Test
        void ofAnotherDuration() {
            assertFails(() -> assertThat(span).lastsAtMost(ofMillis(50)), "@@s22");
            assertFails(() -> assertThat(span).lastsAtLeast(ofMillis(60)), "@@s23");
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
                    "@@s24");
        }

        @Test
        void ofAllAttributesThatOpenTelemetrysAssertionsDeny() {
            assertFails(
                    () -> assertThat(span)
                            .hasAttributesSatisfying(
                                    equalTo(stringKey("http.route"), "/orders"),
                                    satisfies(
                                            longKey("http.response.status_code"), code -> code.isLessThan(500))),
                    "@@s25");
        }

        @Test
        void ofWhatOpenTelemetrysAssertionsDeny() {
            assertFails(() -> assertThat(span).satisfiesSpanData(data -> data.hasName("GET")), "@@s26");
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
