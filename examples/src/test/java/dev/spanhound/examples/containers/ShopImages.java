// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.containers;

import dev.spanhound.containers.CachedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The images of the shop's services, built from {@code examples/containers} when they are first needed. */
public final class ShopImages {
    private static final String CERTIFICATES = System.getenv("SSL_CERT_FILE");
    private static final String CLASSES = "dev/spanhound/examples/containers";

    private ShopImages() {}

    public static CachedImage ordersService() {
        return withCertificates(CachedImage.of("spanhound-shop/orders-service", Path.of("containers/orders-service")));
    }

    public static CachedImage paymentService() {
        return withCertificates(
                CachedImage.of("spanhound-shop/payment-service", Path.of("containers/payment-service")));
    }

    /** The application is packaged by the module {@code examples/gateway}. */
    static CachedImage gateway() {
        return CachedImage.of("spanhound-shop/gateway", Path.of("containers/gateway"))
                .with("gateway.jar", Path.of("gateway/target/gateway.jar"));
    }

    static CachedImage auth() {
        return CachedImage.of("spanhound-shop/auth", Path.of("containers/auth"))
                .with("classes/" + CLASSES, Path.of("target/classes", CLASSES));
    }

    /** Behind a proxy that inspects TLS, pip and npm have to trust what this machine trusts. */
    private static CachedImage withCertificates(CachedImage image) {
        return CERTIFICATES == null ? image : image.withUncounted("ca-certificates.crt", Path.of(CERTIFICATES));
    }

    /** Returns OpenTelemetry's Java agent, which is on the class path of the tests. */
    static Path javaAgent() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("opentelemetry-javaagent"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }
}
