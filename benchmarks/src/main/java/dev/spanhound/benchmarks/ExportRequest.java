// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Random;

/** An export as an HTTP service makes it: traces of eight spans, eight attributes each, some of them never the same. */
final class ExportRequest {
    private static final int SPANS_PER_TRACE = 8;
    private static final String[] ROUTES = {"/orders/{id}", "/orders", "/payments/{id}", "/auth/token", "/health"};

    private ExportRequest() {}

    static ExportTraceServiceRequest of(int spans) {
        Random random = new Random(42);
        ScopeSpans.Builder scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName("io.opentelemetry.tomcat-10.0")
                        .setVersion("2.33.1"));
        ByteString traceId = id(16, random);
        ByteString parentId = ByteString.EMPTY;
        for (int i = 0; i < spans; i++) {
            if (i % SPANS_PER_TRACE == 0) {
                traceId = id(16, random);
                parentId = ByteString.EMPTY;
            }
            ByteString spanId = id(8, random);
            scope.addSpans(span(i, random).setTraceId(traceId).setSpanId(spanId).setParentSpanId(parentId));
            parentId = spanId;
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(attribute("service.name", "orders-service"))
                                .addAttributes(attribute("service.instance.id", "6f1c9f5e-2a51-4a76-a7ad-0c1a5b1e77f0"))
                                .addAttributes(attribute("telemetry.sdk.language", "java"))
                                .addAttributes(attribute("telemetry.sdk.version", "1.67.0")))
                        .addScopeSpans(scope))
                .build();
    }

    private static Span.Builder span(int i, Random random) {
        String route = ROUTES[i % ROUTES.length];
        String method = i % 3 == 0 ? "POST" : "GET";
        long start = 1_790_000_000_000_000_000L + i * 1_000_000L;
        return Span.newBuilder()
                .setName(method + " " + route)
                .setKind(i % 2 == 0 ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + random.nextInt(900_000))
                .setFlags(0x101)
                .addAttributes(attribute("http.request.method", method))
                .addAttributes(attribute("http.route", route))
                .addAttributes(
                        attribute("url.path", route.replace("{id}", Integer.toString(random.nextInt(1_000_000)))))
                .addAttributes(attribute("http.response.status_code", i % 50 == 0 ? 500 : 200))
                .addAttributes(attribute("server.address", "orders-service.shop.svc.cluster.local"))
                .addAttributes(attribute("server.port", 8080))
                .addAttributes(attribute("thread.id", 30 + random.nextInt(200)))
                .addAttributes(attribute("enduser.id", "user-" + random.nextInt(1_000_000)));
    }

    private static KeyValue.Builder attribute(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value));
    }

    private static KeyValue.Builder attribute(String key, long value) {
        return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setIntValue(value));
    }

    private static ByteString id(int length, Random random) {
        byte[] id = new byte[length];
        random.nextBytes(id);
        return ByteString.copyFrom(id);
    }
}
