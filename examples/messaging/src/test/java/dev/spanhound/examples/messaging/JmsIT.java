// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatCarrier;
import static dev.spanhound.assertions.TraceAssertions.consumer;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders go from the shop to the mailer over JMS. */
@TraceTest(isolation = Isolation.PER_CLASS)
class JmsIT {
    private static ArtemisBroker artemis;

    private final String orders = "orders-" + UUID.randomUUID();

    @BeforeAll
    static void startArtemis() throws Exception {
        artemis = ArtemisBroker.start();
    }

    @AfterAll
    static void stopArtemis() throws Exception {
        artemis.close();
    }

    private void publish(TraceBackend backend, String... texts) {
        try (JMSContext jms = artemis.connections().createContext()) {
            TracedJms shop = new TracedJms(Service.named("shop", backend), jms);
            for (String text : texts) {
                shop.send(jms.createQueue(orders), text);
            }
        }
    }

    /** What the mailer does runs on this thread as on one of its own: without the test's span. */
    private void inMailer(TraceBackend backend, int acknowledge, Mailer mailer) throws Exception {
        try (JMSContext jms = artemis.connections().createContext(acknowledge);
                Scope ignored = Context.root().makeCurrent()) {
            Queue queue = jms.createQueue(orders);
            Service service = Service.named("mailer", backend);
            try (JMSConsumer consumer = jms.createConsumer(queue)) {
                mailer.run(
                        new TracedJms(service, jms),
                        queue,
                        consumer,
                        () -> service.tracer()
                                .spanBuilder("send mail")
                                .startSpan()
                                .end());
            }
        }
    }

    private interface Mailer {
        void run(TracedJms jms, Queue queue, JMSConsumer consumer, Runnable sendMail) throws Exception;
    }

    @Test
    void theMailerContinuesTheTrace(TestTrace trace, TraceBackend backend) throws Exception {
        publish(backend, "order 42");
        inMailer(backend, JMSContext.AUTO_ACKNOWLEDGE, (jms, queue, messages, sendMail) -> {
            Message message = messages.receive(10_000);
            assertThatCarrier(message, TracedJms.PROPERTIES).continuesTrace(trace);
            jms.process(queue, message, sendMail);
        });

        assertThat(trace)
                .eachMessageIsConsumedOnce()
                .isTheOnlyTrace(consumer(orders + " process"))
                .span(orders + " publish")
                .isConsumedBy(consumer(orders + " process").in("mailer"))
                .causes("send mail");
    }

    @Test
    void aBatchLinksToEachMessage(TestTrace trace, TraceBackend backend) throws Exception {
        publish(backend, "order 42", "order 43");
        inMailer(backend, JMSContext.AUTO_ACKNOWLEDGE, (jms, queue, messages, sendMail) -> {
            List<Message> batch = List.of(messages.receive(10_000), messages.receive(10_000));
            jms.processBatch(queue, batch, sendMail);
        });

        assertThat(trace).hasSpan(orders + " publish").times(2).eachMessageIsConsumedOnce();
        assertThat(trace).linkedTraces().singleElement().span("send mail").isCausedBy(consumer(orders + " process"));
    }

    @Test
    void aMessageWithoutPropertiesIsFound(TestTrace trace, TraceBackend backend) throws Exception {
        publish(backend, "order 42");
        inMailer(backend, JMSContext.AUTO_ACKNOWLEDGE, (jms, queue, messages, sendMail) -> {
            Message message = messages.receive(10_000);
            message.clearProperties(); // as a bridge to another broker may do
            jms.process(queue, message, sendMail);
        });

        Messages.assertFails(() -> assertThat(trace).within(ofSeconds(1)).eachMessageIsConsumedOnce(), orders, """
                expected the trace to have each message consumed once, but 1 of 1 was lost:
                  shop: orders publish [PRODUCER] (ID) was not consumed

                  shop: orders publish [PRODUCER] TIME ✗ not consumed

                  the trace ID began meanwhile:
                  mailer: orders process [CONSUMER] TIME
                  └─ send mail [INTERNAL] TIME""");
    }

    @Test
    void aMessageThatIsDeliveredAgainIsFound(TestTrace trace, TraceBackend backend) throws Exception {
        publish(backend, "order 42");
        inMailer(backend, JMSContext.SESSION_TRANSACTED, (jms, queue, messages, sendMail) -> {
            jms.process(queue, messages.receive(10_000), sendMail);
            jms.jms().rollback();
            jms.process(queue, messages.receive(10_000), sendMail);
            jms.jms().commit();
        });

        Messages.assertFails(() -> assertThat(trace).eachMessageIsConsumedOnce(), orders, """
                expected the trace to have each message consumed once, but 1 of 1 was consumed more than once:
                  shop: orders publish [PRODUCER] (ID) was consumed twice
                    by mailer: orders process [CONSUMER] (ID)
                    by mailer: orders process [CONSUMER] (ID)

                  shop: orders publish [PRODUCER] TIME ✗ consumed twice
                  ├─ mailer: orders process [CONSUMER] TIME ✗ consumes ID, 1 of 2
                  │  └─ send mail [INTERNAL] TIME
                  └─ mailer: orders process [CONSUMER] TIME ✗ consumes ID, 2 of 2
                     └─ send mail [INTERNAL] TIME""");
        assertThat(trace).eachMessage(orders + " publish").isConsumed();
    }
}
