// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spanhound.backend.TraceBackend;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** In classes loaded anew, where the backend that all classes share is nobody else's. */
@Isolated("looks at the threads of this JVM")
class LeftoversTest {

    @Test
    void areNeitherThreadsNorPorts() throws Exception {
        Set<Thread> before = threads();

        List<?> endpoints = (List<?>) FilteredClassLoader.call(file -> true, Run.class);

        assertThat(endpoints).hasSize(6);
        for (Object endpoint : endpoints) {
            URI closed = (URI) endpoint;
            assertThatThrownBy(() -> new Socket(closed.getHost(), closed.getPort()))
                    .isInstanceOf(ConnectException.class);
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("spanhound"));
        return threads;
    }

    public static class Run implements Callable<List<URI>> {
        static final ConcurrentLinkedQueue<URI> ENDPOINTS = new ConcurrentLinkedQueue<>();

        @Override
        public List<URI> call() {
            Kit.run(
                    SharedTestCase.class,
                    PerClassTestCase.class,
                    FieldsTestCase.class,
                    InstanceFieldTestCase.class,
                    FailingTestCase.class);
            return ENDPOINTS.stream().distinct().toList();
        }

        /** Sends a request, so that the backend's server is up, with a connection that stays open. */
        static void use(URI endpoint) throws Exception {
            ENDPOINTS.add(endpoint);
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/v1/traces"))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @TraceTest
    static class SharedTestCase {
        @Test
        void test(TraceBackend backend) throws Exception {
            Run.use(backend.endpoint());
        }

        @Nested
        class Inner {
            @Test
            void test(TraceBackend backend) throws Exception {
                Run.use(backend.endpoint());
            }
        }
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class PerClassTestCase {
        @Test
        void test(TraceBackend backend) throws Exception {
            Run.use(backend.endpoint());
        }
    }

    static class FieldsTestCase {
        @RegisterExtension
        static final TraceTestExtension TRACES =
                TraceTestExtension.builder().otlpHttpPort(0).zipkinPort(0).build();

        private static final URI BEFORE_ALL = TRACES.endpoint();

        @BeforeAll
        static void additionalPort() throws Exception {
            Run.use(TRACES.backend().endpoints().otlpHttp());
        }

        @Test
        void test(TraceBackend backend) throws Exception {
            assertThat(backend.endpoint()).isEqualTo(BEFORE_ALL).isEqualTo(TRACES.endpoint());
            Run.use(BEFORE_ALL);
        }
    }

    static class InstanceFieldTestCase {
        @RegisterExtension
        final TraceTestExtension traces =
                TraceTestExtension.builder().isolation(Isolation.PER_CLASS).build();

        @Test
        void test() throws Exception {
            Run.use(traces.endpoint());
        }
    }

    @TraceTest(isolation = Isolation.PER_CLASS)
    static class FailingTestCase {
        @BeforeAll
        static void beforeAll(TraceBackend backend) throws Exception {
            Run.use(backend.endpoint());
            throw new IllegalStateException("before all");
        }

        @Test
        void test() {}
    }
}
