// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The shop, open for orders: {@code GET /orders/<id>} goes from the gateway to auth, to orders, to payment.
 *
 * <p>Order 42 is good, order 7 comes from a cache, and order 13 is declined by payment and answered with status 500.
 * The gateway exports its spans by OTLP/gRPC, auth and orders by OTLP/HTTP, and payment by Zipkin.
 */
public final class Shop implements AutoCloseable {
    private final Payment payment;
    private final Orders orders;
    private final Auth auth;
    private final Gateway gateway;

    private Shop(Builder settings) {
        payment = new Payment(settings.zipkin, settings.exportDelay, settings.faultFrom(Orders.NAME));

        URI tracesPath = settings.otlpHttp.resolve("/v1/traces");
        OpenTelemetrySdk ordersSdk = settings.sdk(
                Orders.NAME,
                Auth.NAME,
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(tracesPath.toString())
                        .setCompression("gzip")
                        .build());
        orders = new Orders(ordersSdk, settings.client(Orders.NAME, ordersSdk), payment);

        OpenTelemetrySdk authSdk = settings.sdk(
                Auth.NAME,
                Gateway.NAME,
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(tracesPath.toString())
                        .build());
        auth = new Auth(authSdk, settings.client(Auth.NAME, authSdk), orders);

        OpenTelemetrySdk gatewaySdk = settings.sdk(
                Gateway.NAME,
                "",
                OtlpGrpcSpanExporter.builder()
                        .setEndpoint(settings.otlpGrpc.toString())
                        .build());
        gateway = new Gateway(gatewaySdk, settings.client(Gateway.NAME, gatewaySdk), auth);
    }

    /**
     * Opens a shop.
     *
     * @param otlpGrpc where to export by OTLP/gRPC, such as {@code http://localhost:4317}
     * @param otlpHttp where to export by OTLP/HTTP, without {@code /v1/traces}, such as {@code http://localhost:4318}
     * @param zipkin where to post Zipkin spans, such as {@code http://localhost:9411/api/v2/spans}
     */
    public static Shop exportingTo(URI otlpGrpc, URI otlpHttp, URI zipkin) {
        return builder(otlpGrpc, otlpHttp, zipkin).open();
    }

    /** Returns a builder of a shop that exports to these endpoints, see {@link #exportingTo}. */
    public static Builder builder(URI otlpGrpc, URI otlpHttp, URI zipkin) {
        return new Builder(otlpGrpc, otlpHttp, zipkin);
    }

    /** Returns the URL of a path at the gateway, such as {@code /orders/42}. */
    public URI url(String path) {
        return gateway.uri(path);
    }

    /** Closes the services, each after those that call it. Spans not yet exported are exported first. */
    @Override
    public void close() {
        gateway.close();
        auth.close();
        orders.close();
        payment.close();
    }

    /** Settings of a shop. */
    public static final class Builder {
        private final URI otlpGrpc;
        private final URI otlpHttp;
        private final URI zipkin;
        private final Map<String, Fault> faults = new HashMap<>();
        private Duration exportDelay = Duration.ofMillis(50);

        private Builder(URI otlpGrpc, URI otlpHttp, URI zipkin) {
            this.otlpGrpc = otlpGrpc;
            this.otlpHttp = otlpHttp;
            this.zipkin = zipkin;
        }

        /** Sets how long a span may wait for others before its batch is exported. 50 milliseconds by default. */
        public Builder exportDelay(Duration exportDelay) {
            this.exportDelay = exportDelay;
            return this;
        }

        /**
         * Puts a fault between a service and the one that it calls.
         *
         * @param caller {@code gateway}, {@code auth} or {@code orders-service}
         */
        public Builder with(Fault fault, String caller) {
            faults.put(caller, fault);
            return this;
        }

        /** Opens the shop. */
        public Shop open() {
            return new Shop(this);
        }

        private Fault faultFrom(String caller) {
            return faults.getOrDefault(caller, Fault.NONE);
        }

        private OpenTelemetrySdk sdk(String service, String caller, SpanExporter exporter) {
            return Telemetry.sdk(
                    service, exporter, exportDelay, new Propagators(faultFrom(service), faultFrom(caller)));
        }

        private TracedClient client(String service, OpenTelemetrySdk sdk) {
            return new TracedClient(sdk, faultFrom(service));
        }
    }
}
