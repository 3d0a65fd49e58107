// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.io.IOException;
import org.testcontainers.containers.GenericContainer;

/** The smallest containers there are: a shell that sends spans when it is told to. */
final class Boxes {
    static final String IMAGE = "alpine:3.17";
    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private Boxes() {}

    /** Starts a container that runs a line of shell, and waits for its end without work when that is done. */
    static GenericContainer<?> running(GenericContainer<?> container, String script) {
        GenericContainer<?> box =
                container.withCommand("sh", "-c", script + "; while [ ! -f /tmp/end ]; do sleep 0.1; done; exit 3");
        box.start();
        return box;
    }

    static String sh(GenericContainer<?> box, String script) {
        try {
            var result = box.execInContainer("sh", "-c", script);
            return (result.getStdout() + result.getStderr()).strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(script, e);
        }
    }

    /** Lets the container send one span of {@link #TRACE_ID} by OTLP with JSON, as its variables say. */
    static String sendSpan(GenericContainer<?> box, String spanId) {
        return sendSpan(box, TRACE_ID, "", spanId);
    }

    static String sendSpan(GenericContainer<?> box, String traceId, String parentSpanId, String spanId) {
        return sh(box, """
                wget -q -O - --header 'Content-Type: application/json' --post-data '{"resourceSpans":[{
                  "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"'$OTEL_SERVICE_NAME'"}}]},
                  "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"work",
                    "kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000000001000"}]}]}]}' \\
                $OTEL_EXPORTER_OTLP_ENDPOINT/v1/traces""".formatted(traceId, spanId, parentSpanId));
    }

    static void awaitEnd(GenericContainer<?> box) {
        box.getDockerClient()
                .waitContainerCmd(box.getContainerId())
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode();
    }
}
