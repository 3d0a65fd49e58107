// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.Collections;
import java.util.List;

/**
 * What an application does by hand, as OpenTelemetry has no library that instruments JMS: only its agent does. The context
 * goes into properties of the message.
 */
record TracedJms(Service service, JMSContext jms) {
    /** How a message's properties are read. A property's name must be one of Java: {@code traceparent} is, {@code b3} too. */
    static final TextMapGetter<Message> PROPERTIES = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("unchecked")
        public Iterable<String> keys(Message message) {
            try {
                return Collections.list(message.getPropertyNames());
            } catch (JMSException e) {
                throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
            }
        }

        @Override
        public String get(Message message, String name) {
            try {
                return message == null ? null : message.getStringProperty(name);
            } catch (JMSException e) {
                throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
            }
        }
    };

    private TextMapPropagator propagator() {
        return service.openTelemetry().getPropagators().getTextMapPropagator();
    }

    /** Sends a text in a PRODUCER span whose context goes with it. */
    void send(Queue queue, String text) {
        Span span = span(queue, "publish", SpanKind.PRODUCER).startSpan();
        try (Scope ignored = span.makeCurrent()) {
            Message message = jms.createTextMessage(text);
            propagator().inject(Context.current(), message, (to, name, value) -> set(to, name, value));
            jms.createProducer().send(queue, message);
        } finally {
            span.end();
        }
    }

    /** Works in a CONSUMER span that is a child of the message's. */
    void process(Queue queue, Message message, Runnable work) {
        work(span(queue, "process", SpanKind.CONSUMER).setParent(contextOf(message)), work);
    }

    /** Works in a CONSUMER span that links to each message. */
    void processBatch(Queue queue, List<Message> messages, Runnable work) {
        SpanBuilder span = span(queue, "process", SpanKind.CONSUMER)
                .setAttribute("messaging.batch.message_count", messages.size());
        messages.forEach(
                message -> span.addLink(Span.fromContext(contextOf(message)).getSpanContext()));
        work(span, work);
    }

    private static void work(SpanBuilder builder, Runnable work) {
        Span span = builder.startSpan();
        try (Scope ignored = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    private Context contextOf(Message message) {
        return propagator().extract(Context.root(), message, PROPERTIES);
    }

    private SpanBuilder span(Queue queue, String operation, SpanKind kind) {
        try {
            return service.tracer()
                    .spanBuilder(queue.getQueueName() + " " + operation)
                    .setSpanKind(kind)
                    .setAttribute("messaging.system", "jms")
                    .setAttribute("messaging.operation.type", operation.equals("publish") ? "send" : operation)
                    .setAttribute("messaging.destination.name", queue.getQueueName());
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private static void set(Message message, String name, String value) {
        try {
            message.setStringProperty(name, value);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
