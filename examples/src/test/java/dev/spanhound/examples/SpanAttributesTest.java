// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.span;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static io.restassured.RestAssured.given;

import dev.spanhound.backend.Endpoints;
import dev.spanhound.backend.TraceBackend;
import dev.spanhound.examples.shop.Shop;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.api.common.AttributeKey;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attributes: by string key or {@code AttributeKey}, numbers by value, and OpenTelemetry's own assertions. */
@TraceTest
class SpanAttributesTest {
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.rows_returned");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("db.query.text");

    @AutoClose
    private static Shop shop;

    @BeforeAll
    static void openShop(TraceBackend backend) {
        Endpoints endpoints = backend.endpoints();
        shop = Shop.exportingTo(endpoints.otlpGrpc(), endpoints.otlpHttp(), endpoints.zipkin());
    }

    @Test
    void queryIsDescribed(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .span("fetch_order_db")
                .hasAttribute("db.system.name", "sqlite")
                .hasAttribute("db.rows_returned", 1)
                .hasAttribute(ROWS, 1L)
                .doesNotHaveAttribute("db.statement")
                .hasAttributesSatisfying(equalTo(ROWS, 1L), satisfies(QUERY, text -> text.startsWith("SELECT")));
    }

    @Test
    void resourceAndScopeTellWhereASpanIsFrom(TestTrace trace) {
        given().filter(trace.restAssured()).get(shop.url("/orders/42")).then().statusCode(200);

        assertThat(trace)
                .span(span("get_order").withAttribute("order.id"))
                .hasResourceAttribute("service.name", "orders-service")
                .hasResourceAttribute("telemetry.sdk.language", "java")
                .hasScope("shop.orders");
    }
}
