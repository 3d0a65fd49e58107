// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real Kafka broker in this JVM: one node that is broker and controller (KRaft). */
final class KafkaBroker implements AutoCloseable {
    private final KafkaClusterTestKit cluster;

    private KafkaBroker(KafkaClusterTestKit cluster) {
        this.cluster = cluster;
    }

    static KafkaBroker start() throws Exception {
        TestKitNodes oneNode = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumControllerNodes(1)
                .setNumBrokerNodes(1)
                .build();
        KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(oneNode)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        return new KafkaBroker(cluster);
    }

    void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(cluster.clientProperties())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    Producer<String, String> producer() {
        return new KafkaProducer<>(properties(Map.of()), new StringSerializer(), new StringSerializer());
    }

    /** A producer with an interceptor that makes each record anew, as to mask something in it, and forgets the headers. */
    Producer<String, String> producerThatForgetsHeaders() {
        Map<String, String> settings = Map.of("interceptor.classes", HeadersForgotten.class.getName());
        return new KafkaProducer<>(properties(settings), new StringSerializer(), new StringSerializer());
    }

    /** The interceptor. Kafka makes it. */
    public static final class HeadersForgotten implements ProducerInterceptor<String, String> {
        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> order) {
            return new ProducerRecord<>(order.topic(), order.value());
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    /** A consumer that commits only what it is told to. */
    Consumer<String, String> consumer(String group) {
        Map<String, String> settings =
                Map.of("group.id", group, "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        return new KafkaConsumer<>(properties(settings), new StringDeserializer(), new StringDeserializer());
    }

    private Properties properties(Map<String, String> more) {
        Properties properties = cluster.clientProperties();
        properties.putAll(more);
        return properties;
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
