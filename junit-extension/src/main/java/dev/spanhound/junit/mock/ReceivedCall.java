// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.trace.propagation.ExtractedContext;
import dev.spanhound.trace.propagation.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that a {@link TracedMockServer} received. Immutable. */
public final class ReceivedCall {
    private final HttpEngine.Request request;
    private final Optional<ExtractedContext> context;
    private final @Nullable String route;
    private final Map<String, String> pathVariables;

    ReceivedCall(
            HttpEngine.Request request,
            Optional<ExtractedContext> context,
            @Nullable String route,
            Map<String, String> pathVariables) {
        this.request = request;
        this.context = context;
        this.route = route;
        this.pathVariables = Map.copyOf(pathVariables);
    }

    /** Returns the method, such as {@code POST}. */
    public String method() {
        return request.method();
    }

    /** Returns the path as it was sent, without the query. */
    public String path() {
        return Target.path(request.target());
    }

    /** Returns what follows the question mark, as it was sent, if there is one. */
    public Optional<String> query() {
        return Target.query(request.target());
    }

    /** Returns the path of the stub that answers it, such as {@code /payments/{id}}, if one does. */
    public Optional<String> route() {
        return Optional.ofNullable(route);
    }

    /**
     * Returns what stands for a placeholder of the stub's path.
     *
     * @param name name in braces: {@code id} for {@code /payments/{id}}
     * @throws IllegalArgumentException if the stub's path has no such placeholder
     */
    public String pathVariable(String name) {
        String value = pathVariables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "name: \"" + name + "\" (expected: a placeholder of " + (route == null ? "a stub" : route) + ")");
        }
        return value;
    }

    /** Returns the header lines as they came, those that are repeated each. */
    public HeaderLines headers() {
        return request.headers();
    }

    /** Returns the body as UTF-8, empty if there is none. */
    public String body() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** Returns a copy of the body's bytes, none if there is none. */
    public byte[] bodyBytes() {
        return request.body().clone();
    }

    /** Returns the trace context that came with it, in the first of the formats that the server looks for. */
    public Optional<ExtractedContext> context() {
        return context;
    }

    /** Returns method and path, and the trace that the request says it is of. */
    @Override
    public String toString() {
        return method() + " " + path()
                + context.map(each -> " of trace " + each.traceId()).orElse(" without a trace");
    }
}
