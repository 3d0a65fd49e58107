// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import dev.spanhound.backend.query.Listing;
import dev.spanhound.backend.recorded.RecordedTraces;
import dev.spanhound.backend.recorded.RecordingException;
import dev.spanhound.trace.LiveTrace;
import dev.spanhound.trace.Patience;
import dev.spanhound.trace.Sighting;
import dev.spanhound.trace.Trace;
import dev.spanhound.trace.TraceSource;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Traces that a product stores, read by its query API: in a container of the test, or in a cluster that is deployed.
 * Immutable, and safe for use by many threads. It has no thread of its own: it is the thread that waits which asks again and again.
 *
 * <pre>{@code
 * JaegerTraces jaeger = JaegerTraces.at(URI.create("https://staging.example.com/jaeger"))
 *         .withHeader("Authorization", "Bearer " + token);
 *
 * assertThat(jaeger.watch(trace)).within(ofSeconds(30)).isComplete().hasNoErrors();
 * }</pre>
 *
 * <p>A product has a span some time after it was sent, and says nothing when it has. So a watched trace is asked for every
 * {@linkplain #withPollInterval 100 milliseconds}. What may pass, such as a refused connection, a timeout or status 500, is waited out,
 * and is the likely cause in the failure of an assertion that waited in vain. What will not pass, such as status 401 or a page
 * in HTML, is a {@link TraceQueryException} at once.
 *
 * <p>A trace ID may be given with up to 32 hex digits, of either case; a shorter one is padded on the left.
 *
 * @param <S> the type of the source itself
 */
public abstract sealed class StoredTraces<S extends StoredTraces<S>> implements TraceSource
        permits JaegerTraces, TempoTraces, ZipkinTraces {

    static final Duration FOREVER = Duration.ofDays(1);

    private final Settings settings;
    private final Product product;
    private final QueryApi api;

    StoredTraces(Settings settings, Product product) {
        this.settings = settings;
        this.product = product;
        this.api = new QueryApi(product, settings.connection());
    }

    Settings settings() {
        return settings;
    }

    Product product() {
        return product;
    }

    QueryApi api() {
        return api;
    }

    abstract S with(Settings other);

    /**
     * Returns a source whose requests have this header line, in place of one of the same name.
     *
     * <pre>{@code tempo.withHeader("X-Scope-OrgID", "staging")}</pre>
     *
     * @throws IllegalArgumentException if such a header cannot be sent
     */
    public S withHeader(String name, String value) {
        return with(settings.with(settings.connection().withHeader(name, value)));
    }

    /**
     * Returns a source that sends its requests by this client, such as one that trusts a certificate or goes by a proxy. It
     * should not follow redirects, since it would take headers along. By default all sources share one.
     */
    public S withHttpClient(HttpClient client) {
        return with(settings.with(settings.connection().withHttpClient(client)));
    }

    /**
     * Returns a source that waits this long for an answer. Default: 10 seconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public S withRequestTimeout(Duration timeout) {
        return with(settings.with(settings.connection().withRequestTimeout(timeout)));
    }

    /**
     * Returns a source that asks this often while it waits. Default: each 100 milliseconds.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public S withPollInterval(Duration interval) {
        Settings.Watching now = settings.watching();
        return with(settings.with(new Settings.Watching(interval, now.patience(), now.remoteParents())));
    }

    /**
     * Returns a source whose watched traces let assertions wait this long, unless these are told otherwise. Default: 30
     * seconds, and one second of quiet, which is what a batch of spans takes to be exported, and indexed. Where services export each 5 seconds, as
     * SDKs do unless told otherwise, the absence of a span takes a longer quiet time.
     */
    public S withPatience(Patience patience) {
        Settings.Watching now = settings.watching();
        return with(settings.with(new Settings.Watching(now.pollInterval(), patience, now.remoteParents())));
    }

    /**
     * Returns a source that searches this far back, and one minute ahead: the clocks of senders may be. Default: one hour. What is
     * asked for by its ID is found whatever its age.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public S withLookback(Duration lookback) {
        return with(
                settings.with(new Settings.Search(lookback, settings.search().limit())));
    }

    /**
     * Returns a source that asks for this many traces in each request of a search. Default: 100. More are not seen; the product
     * chooses which, and most choose the latest.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public S withLimit(int traces) {
        return with(settings.with(new Settings.Search(settings.search().lookback(), traces)));
    }

    /**
     * Returns a source that knows this span as a parent which the product does not have, such as the test's own or a
     * client's that sends no spans. Its children are no orphans, and a trace of them can be complete. If the product does have it, it is left out.
     *
     * @param spanId 16 hex digits
     * @throws IllegalArgumentException if it is no span ID
     */
    public S withRemoteParent(String spanId) {
        String id = spanId.toLowerCase(Locale.ROOT);
        if (!SpanId.isValid(id)) {
            throw new IllegalArgumentException("spanId: " + spanId + " (expected: 16 hex digits, not all zeros)");
        }
        return with(settings.with(settings.watching().withRemoteParents(Set.of(id))));
    }

    /**
     * Returns the trace with this ID as the product has it now, if it has a span of it.
     *
     * @throws IllegalArgumentException if it is no trace ID
     * @throws TraceQueryException if the product gives no answer that can be read
     */
    @Override
    public Optional<Trace> find(String traceId) {
        String id = TraceIds.padded(traceId);
        return uninterrupted(() -> ask(id, FOREVER)).map(answer -> trace(id, decode(answer)));
    }

    /**
     * Searches: for the latest {@linkplain #withLimit traces} of each service that the product knows, as far {@linkplain
     * #withLookback back} as told, and gives those that satisfy the condition, the eldest first.
     *
     * @throws TraceQueryException if the product gives no answer that can be read
     */
    @Override
    public List<Trace> find(Predicate<? super Trace> condition) {
        List<SpanData> spans = uninterrupted(this::search);
        return Trace.allOf(new LinkedHashSet<>(spans)).stream()
                .map(trace -> trace(trace.traceId(), trace.received()))
                .filter(trace -> !trace.isEmpty())
                .sorted(Comparator.comparingLong(Trace::startEpochNanos))
                .filter(condition)
                .toList();
    }

    /**
     * Asks again and again until the trace with this ID satisfies the condition, on the calling thread.
     *
     * @throws IllegalArgumentException if it is no trace ID
     * @throws TraceQueryException if the product gives no answer that can be read, at the last attempt, or at any if waiting
     *     does not help
     */
    @Override
    public Optional<Trace> await(String traceId, Predicate<? super Trace> condition, Duration timeout) {
        PolledTrace polled = polled(traceId, settings.watching(), true);
        Sighting sighting = polled.look();
        while (!condition.test(sighting.trace())) {
            Duration left = timeout.minus(sighting.watchedFor());
            Sighting then = polled.awaitChange(sighting, left);
            if (then.version() == sighting.version()) {
                polled.failIfUnanswered();
                return Optional.empty();
            }
            sighting = then;
        }
        return Optional.of(sighting.trace());
    }

    /**
     * Searches again and again until so many traces satisfy the condition, on the calling thread.
     *
     * @throws TraceQueryException if the product gives no answer that can be read, at the last search, or at any if waiting
     *     does not help
     */
    @Override
    public List<Trace> await(int number, Predicate<? super Trace> condition, Duration timeout) {
        return new PolledSearch(this, condition).await(number, timeout);
    }

    /**
     * Watches the trace with this ID, which need not be there yet: assertions wait for its spans.
     *
     * @throws IllegalArgumentException if it is no trace ID
     */
    @Override
    public LiveTrace watch(String traceId) {
        return polled(traceId, settings.watching(), true);
    }

    /**
     * Watches what the product has of a test's trace. The test's own span, which the product does not have, is a known
     * parent, so that the same assertions hold here as for the trace that the test's backend has.
     *
     * <pre>{@code assertThat(jaeger.watch(trace)).isComplete().containsSpan("GET /orders/{id}");}</pre>
     *
     * @param trace a trace that knows parents outside of it, such as a {@code TestTrace}
     */
    public LiveTrace watch(LiveTrace trace) {
        Set<String> parents = trace.look().trace().knownParents();
        return polled(trace.traceId(), settings.watching().withRemoteParents(parents), trace.isSampled());
    }

    private PolledTrace polled(String traceId, Settings.Watching watching, boolean sampled) {
        return new PolledTrace(this, TraceIds.padded(traceId), watching, sampled);
    }

    /** Returns a trace as it is to be judged: with its remote parents known, and without them. */
    Trace trace(String traceId, Collection<SpanData> spans) {
        return trace(traceId, spans, settings.watching().remoteParents());
    }

    static Trace trace(String traceId, Collection<SpanData> spans, Set<String> remoteParents) {
        // A SERVER span may have its caller's ID, in Zipkin's model.
        List<SpanData> own = new LinkedHashSet<>(spans)
                .stream()
                        .filter(span -> span.getKind() == SpanKind.SERVER || !remoteParents.contains(span.getSpanId()))
                        .toList();
        Trace trace = Trace.of(own.isEmpty() ? traceId : own.get(0).getTraceId(), own);
        for (String parent : remoteParents) {
            trace = trace.withKnownParent(parent);
        }
        return trace;
    }

    /** Asks a product, and may wait for its answer. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws InterruptedException;
    }

    private <T> T uninterrupted(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TraceQueryException(true, this + ": interrupted before it answered", List.of(), e);
        }
    }

    /**
     * Asks for a trace.
     *
     * @param traceId 32 lower-case hex digits
     * @param atMost time to wait for the answer, if that is shorter than what is set
     * @return what {@link #decode} reads; empty if the product has no span of it
     */
    abstract Optional<Answer> ask(String traceId, Duration atMost) throws InterruptedException;

    /** Returns the spans of an answer. */
    abstract List<SpanData> decode(Answer answer);

    /** Returns the names of the services that the product has spans of. */
    abstract List<String> services(Duration atMost) throws InterruptedException;

    /** Returns the spans of traces of all services. */
    abstract List<SpanData> search() throws InterruptedException;

    /** Returns the spans of an answer in JSON. */
    List<SpanData> decoded(Answer answer) {
        try {
            return RecordedTraces.in("answer", new ByteArrayInputStream(answer.body())).requests().stream()
                    .flatMap(List::stream)
                    .toList();
        } catch (RecordingException e) {
            throw api.problems().unreadable(answer, e);
        }
    }

    /** Returns the strings of a list in JSON, see {@link Listing#strings}. */
    List<String> listed(Answer answer, String list, String field) {
        try {
            return Listing.strings(answer.body(), list, field);
        } catch (IllegalArgumentException e) {
            throw api.problems().unreadable(answer, e);
        }
    }

    /** Returns the name of the product and where it is. */
    @Override
    public String toString() {
        return product.title + " at " + api.base();
    }
}
