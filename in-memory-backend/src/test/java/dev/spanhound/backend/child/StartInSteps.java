// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.child;

import dev.spanhound.backend.TraceBackend;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Uses a backend without a network, asks for its endpoint, and connects, with a line of output after each. */
public final class StartInSteps {

    private StartInSteps() {}

    public static void main(String[] arguments) throws IOException {
        try (TraceBackend backend = TraceBackend.create()) {
            try (SdkTracerProvider provider = SdkTracerProvider.builder()
                    .addSpanProcessor(backend.spanProcessor())
                    .build()) {
                provider.get("test").spanBuilder("in process").startSpan().end();
            }
            step("in process");
            URI endpoint = backend.endpoint();
            step("bound");
            try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
                socket.getOutputStream()
                        .write("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().read();
            }
            step("served");
        }
        step("closed");
    }

    private static void step(String name) {
        StringBuilder line = new StringBuilder("step ").append(name).append(", threads");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("spanhound")) {
                line.append(thread.isDaemon() ? " daemon" : " other");
            } else if (!thread.isDaemon()
                    && !thread.getName().equals("main")
                    && !thread.getName().startsWith("Destroy")) {
                line.append(" not daemon: ").append(thread.getName());
            }
        }
        System.out.println(line);
    }
}
