// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import static dev.spanhound.assertions.TraceAssertions.assertThat;
import static dev.spanhound.assertions.TraceAssertions.assertThatCarrier;
import static dev.spanhound.assertions.TraceAssertions.consumer;
import static dev.spanhound.assertions.TraceAssertions.producer;
import static java.time.Duration.ofSeconds;

import dev.spanhound.backend.TraceBackend;
import dev.spanhound.junit.Isolation;
import dev.spanhound.junit.TestTrace;
import dev.spanhound.junit.TraceTest;
import io.opentelemetry.instrumentation.kafkaclients.v2_6.KafkaTelemetry;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders go from the shop to the mailer over Kafka, with OpenTelemetry's instrumentation of its clients. */
@TraceTest(isolation = Isolation.PER_CLASS)
class KafkaIT {
    private static KafkaBroker kafka;

    private final String orders = "orders-" + UUID.randomUUID();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaBroker.start();
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.close();
    }

    private static KafkaTelemetry telemetry(Service service) {
        return KafkaTelemetry.create(service.openTelemetry());
    }

    private void publish(Producer<String, String> orderProducer, int count) throws Exception {
        kafka.createTopic(orders);
        try (Producer<String, String> producer = orderProducer) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(orders, "order " + i)).get();
            }
        }
    }

    private Consumer<String, String> consuming(KafkaTelemetry telemetry) {
        return telemetry.wrap(kafka.consumer("mailer"));
    }

    @Test
    void theMailerContinuesTheTrace(TestTrace trace, TraceBackend backend) throws Exception {
        Service shop = Service.named("shop", backend);
        Service mailer = Service.named("mailer", backend);
        publish(telemetry(shop).wrap(kafka.producer()), 1);
        try (KafkaMailer mails = KafkaMailer.oneByOne(mailer, consuming(telemetry(mailer)), orders)) {
            assertThat(trace)
                    .span(producer(orders + " publish"))
                    .isConsumedBy(consumer(orders + " process").in("mailer"))
                    .causes("send mail");
            assertThat(trace).eachMessageIsConsumedOnce().isTheOnlyTrace(consumer(orders + " process"));

            assertThatCarrier(mails.firstRecord().headers(), KafkaMailer.HEADERS)
                    .continuesTrace(trace)
                    .hasTraceparent()
                    .sampled();
        }
    }

    @Test
    void theMailerLinksToTheMessageThatItReceives(TestTrace trace, TraceBackend backend) throws Exception {
        Service shop = Service.named("shop", backend);
        Service mailer = Service.named("mailer", backend);
        KafkaTelemetry receiving = KafkaTelemetry.builder(mailer.openTelemetry())
                .setMessagingReceiveInstrumentationEnabled(true)
                .build();
        publish(telemetry(shop).wrap(kafka.producer()), 1);
        try (KafkaMailer mails = KafkaMailer.oneByOne(mailer, consuming(receiving), orders)) {
            assertThat(trace)
                    .eachMessageIsConsumedOnce()
                    .span(producer(orders + " publish"))
                    .isConsumedBy(consumer(orders + " process").in("mailer"));
            assertThat(trace)
                    .linkedTraces()
                    .singleElement()
                    .span("send mail")
                    .isCausedBy(producer(orders + " publish").in("shop"));
        }
    }

    @Test
    void aBatchLinksToEachMessage(TestTrace trace, TraceBackend backend) throws Exception {
        Service shop = Service.named("shop", backend);
        publish(telemetry(shop).wrap(kafka.producer()), 3);
        Service mailer = Service.named("mailer", backend);
        try (KafkaMailer mails = KafkaMailer.inBatches(mailer, kafka.consumer("mailer"), orders)) {
            assertThat(trace)
                    .eachMessage(orders + " publish")
                    .isConsumedOnceBy("mailer")
                    .hasSpan(orders + " publish")
                    .times(3);
        }
    }

    @Test
    void aMessageWithoutHeadersIsFound(TestTrace trace, TraceBackend backend) throws Exception {
        Service shop = Service.named("shop", backend);
        Service mailer = Service.named("mailer", backend);
        publish(telemetry(shop).wrap(kafka.producerThatForgetsHeaders()), 1);
        try (KafkaMailer mails = KafkaMailer.oneByOne(mailer, consuming(telemetry(mailer)), orders)) {
            mails.firstRecord();

            Messages.assertFails(
                    () -> assertThat(trace)
                            .within(ofSeconds(1))
                            .span(producer(orders + " publish"))
                            .isConsumedBy(consumer(orders + " process").in("mailer")),
                    orders,
                    """
                    expected the span shop: orders publish [PRODUCER] to be consumed by mailer: orders process [CONSUMER], but nobody consumed it:

                      shop: orders publish [PRODUCER] TIME ✗ this span

                      the trace ID began meanwhile:
                      mailer: orders process [CONSUMER] TIME
                      └─ send mail [INTERNAL] TIME""");
        }
    }

    @Test
    void aMessageThatIsDeliveredAgainIsFound(TestTrace trace, TraceBackend backend) throws Exception {
        Service shop = Service.named("shop", backend);
        Service mailer = Service.named("mailer", backend);
        publish(telemetry(shop).wrap(kafka.producer()), 1);
        try (KafkaMailer dying = KafkaMailer.forgettingToCommit(mailer, consuming(telemetry(mailer)), orders)) {
            dying.firstRecord();
        }
        try (KafkaMailer next = KafkaMailer.oneByOne(mailer, consuming(telemetry(mailer)), orders)) {
            next.firstRecord();
            assertThat(trace).hasSpan("send mail").times(2);

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
        }
    }
}
