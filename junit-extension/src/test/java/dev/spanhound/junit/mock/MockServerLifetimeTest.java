// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTestExtension;
import dev.spanhound.trace.propagation.HeaderLines;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at the threads of this JVM")
@Execution(ExecutionMode.SAME_THREAD)
class MockServerLifetimeTest {
    @RegisterExtension
    static final TraceTestExtension TRACES = TraceTestExtension.create();

    @AutoClose
    static final TracedMockServer PAYMENT = TracedMockServer.start("payment-service", TRACES.backend())
            .on("POST", "/payments")
            .reply(200);

    /** As a method with {@code @DynamicPropertySource} would read it, before any test. */
    private static final URI BEFORE_ALL = PAYMENT.url("/payments");

    @Test
    void mayBeginBeforeAllTests(TestTrace trace) throws Exception {
        Http.post(BEFORE_ALL, HeaderLines.from(trace.headers()));

        assertThat(trace.look().trace().services()).containsExactly("payment-service");
        assertThat(PAYMENT).hasToString("mock of payment-service at http://127.0.0.1:" + BEFORE_ALL.getPort());
        assertThat(PAYMENT.in(trace)).hasToString(PAYMENT + " of trace " + trace.traceId());
    }

    @Test
    void leavesNeitherThreadNorPortBehind() throws Exception {
        Set<Thread> before = threads();
        URI url;
        try (TraceBackend backend = TraceBackend.create()) {
            TracedMockServer server = TracedMockServer.start("payment-service", backend);
            url = server.url();
            Http.get(url, HeaderLines.none()); // with a connection that stays open
            assertThat(threads()).anyMatch(thread -> !before.contains(thread)); // of those before, some may end
            server.close();
            server.close();
        }

        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort())).isInstanceOf(ConnectException.class);
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().contains("MockWebServer"));
        return threads;
    }
}
