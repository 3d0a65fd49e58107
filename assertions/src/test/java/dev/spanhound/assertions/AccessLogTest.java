// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogTest {
    private static final String TRACED = "[2026-01-01T00:00:00.123Z] \"GET /orders?id=4 2 HTTP/1.1\" 200"
            + " traceID=463ac35c9f6413ad spanID=a2fb4a1d1a96d312 service=10.0.0.7:80";
    private static final String WIDE = "[2026-01-01T00:00:01.000Z] \"POST /pay HTTP/2\" 503"
            + " traceID=0AF7651916CD43DD463AC35C9F6413AD spanID=1 service=-";
    private static final String UNTRACED =
            "[2026-01-01T00:00:02.000Z] \"GET / HTTP/1.1\" 404 traceID=- spanID=- service=-";

    @Test
    void readsWhatEnvoyWrites() {
        AccessLog.Line line = AccessLog.parse(TRACED).lines().get(0);

        assertThat(line)
                .isEqualTo(new AccessLog.Line(
                        Instant.parse("2026-01-01T00:00:00.123Z"),
                        "GET",
                        "/orders?id=4 2",
                        "HTTP/1.1",
                        200,
                        Optional.of("463ac35c9f6413ad"),
                        Optional.of("a2fb4a1d1a96d312"),
                        "10.0.0.7:80",
                        TRACED));
        assertThat(line.namesSpan()).isTrue();
    }

    @Test
    void readsIdsInLowerCaseAndPaddedTo64Bits() {
        AccessLog.Line line = AccessLog.parse(WIDE).lines().get(0);

        assertThat(line.traceId()).contains("0af7651916cd43dd463ac35c9f6413ad");
        assertThat(line.spanId()).contains("0000000000000001");
    }

    @Test
    void tellsRequestsThatNameNoSpan() {
        AccessLog log = AccessLog.parse(String.join("\n", TRACED, UNTRACED));

        assertThat(log.untraced()).hasToString(UNTRACED);
        assertThat(log.untraced().lines().get(0).namesSpan()).isFalse();
    }

    @Test
    void knowsTheRequestsOfATraceByTheRightHalfOfItsId() {
        AccessLog log = AccessLog.parse(List.of(TRACED, UNTRACED, WIDE));

        assertThat(log.of("463AC35C9F6413AD").lines()).hasSize(2);
        assertThat(log.of("0000000000000000463ac35c9f6413ad").lines()).hasSize(2);
        assertThat(log.of("0af7651916cd43dd8448eb211c80319c").lines()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoRequest() {
        assertThat(AccessLog.parse("[2026-01-01 00:00:00.123][1][warning][main] starting\n\n" + TRACED + "\n")
                        .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceID=463ac35c9f6413ad spanID=a2fb4a1d1a96d312",
                "[today] \"GET / HTTP/1.1\" 200 traceID=- spanID=- service=-",
                "[2026-01-01T00:00:02.000Z] \"GET / HTTP/1.1\" 99999999999 traceID=- spanID=- service=-",
                "[2026-01-01T00:00:02.000Z] \"GET / HTTP/1.1\" 200 traceID=xyz spanID=- service=-"
            })
    void refusesALineThatNamesATraceInAnotherFormat(String line) {
        assertThatThrownBy(() -> AccessLog.parse(TRACED + "\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: " + line
                        + " (expected: [time] \"METHOD path protocol\" code traceID=… spanID=… service=…)");
    }
}
