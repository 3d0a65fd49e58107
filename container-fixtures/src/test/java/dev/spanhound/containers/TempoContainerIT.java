// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import dev.spanhound.trace.TraceSource;
import java.net.URI;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@NeedsImage(TempoContainer.IMAGE)
@Testcontainers(disabledWithoutDocker = true)
class TempoContainerIT implements JudgesWhatCameByOtlp {
    @Container
    static final TempoContainer tempo = new TempoContainer();

    @Override
    public URI otlpGrpc() {
        return tempo.otlpGrpc();
    }

    @Override
    public URI otlpHttp() {
        return tempo.otlpHttp();
    }

    @Override
    public TraceSource traces() {
        return tempo.traces();
    }
}
