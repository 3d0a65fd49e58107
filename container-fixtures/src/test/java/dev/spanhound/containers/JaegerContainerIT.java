// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.trace.TraceSource;
import java.net.URI;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@NeedsImage(JaegerContainer.IMAGE)
@Testcontainers(disabledWithoutDocker = true)
class JaegerContainerIT implements JudgesWhatCameByOtlp {
    @Container
    static final JaegerContainer jaeger = new JaegerContainer();

    @Override
    public URI otlpGrpc() {
        return jaeger.otlpGrpc();
    }

    @Override
    public URI otlpHttp() {
        return jaeger.otlpHttp();
    }

    @Override
    public TraceSource traces() {
        return jaeger.traces();
    }
}
