// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Sends a mail for each order. Consumes on a thread of its own, where no test's span is current. */
final class KafkaMailer implements AutoCloseable {
    /** How Kafka's headers are read: their values are bytes, and the last of a key counts. */
    static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public String get(Headers headers, String key) {
            Header last = headers == null ? null : headers.lastHeader(key);
            return last == null ? null : new String(last.value(), StandardCharsets.UTF_8);
        }
    };

    private final Service service;
    private final Consumer<String, String> consumer;
    private final boolean commits;
    private final CompletableFuture<ConsumerRecord<String, String>> first = new CompletableFuture<>();
    private final Thread thread;

    /** What to do with what was polled. */
    private interface Work {
        void on(ConsumerRecords<String, String> records);
    }

    private KafkaMailer(
            Service service, Consumer<String, String> consumer, String topic, boolean commits, boolean batches) {
        this.service = service;
        this.consumer = consumer;
        this.commits = commits;
        Work work = batches ? this::asBatch : this::oneByOne;
        thread = new Thread(() -> consume(topic, work), "mailer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Handles each record by itself: the instrumented consumer makes a span for each while they are iterated. */
    static KafkaMailer oneByOne(Service service, Consumer<String, String> consumer, String topic) {
        return new KafkaMailer(service, consumer, topic, true, false);
    }

    /** Handles each record, and dies before it has committed that. */
    static KafkaMailer forgettingToCommit(Service service, Consumer<String, String> consumer, String topic) {
        return new KafkaMailer(service, consumer, topic, false, false);
    }

    /** Handles all records of a poll at once, in one span that links to each message. */
    static KafkaMailer inBatches(Service service, Consumer<String, String> consumer, String topic) {
        return new KafkaMailer(service, consumer, topic, true, true);
    }

    /** Returns the first record that was handled, once it is. */
    ConsumerRecord<String, String> firstRecord() {
        return first.join();
    }

    private void consume(String topic, Work work) {
        consumer.subscribe(List.of(topic));
        try {
            while (true) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(10));
                if (!records.isEmpty()) {
                    work.on(records);
                    if (commits) {
                        consumer.commitSync();
                    }
                }
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void oneByOne(ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> order : records) {
            sendMail();
            first.complete(order);
        }
    }

    private void asBatch(ConsumerRecords<String, String> records) {
        Tracer tracer = service.tracer();
        SpanBuilder batch = tracer.spanBuilder("process orders")
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.batch.message_count", records.count());
        TextMapPropagator propagator = service.openTelemetry().getPropagators().getTextMapPropagator();
        for (ConsumerRecord<String, String> order : records) {
            Context message = propagator.extract(Context.root(), order.headers(), HEADERS);
            batch.addLink(Span.fromContext(message).getSpanContext());
        }
        Span span = batch.startSpan();
        try (Scope ignored = span.makeCurrent()) {
            sendMail();
        } finally {
            span.end();
        }
    }

    private void sendMail() {
        service.tracer().spanBuilder("send mail").startSpan().end();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
