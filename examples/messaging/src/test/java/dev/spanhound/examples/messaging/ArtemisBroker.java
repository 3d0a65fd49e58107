// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.messaging;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A real Artemis broker in this JVM, in memory and without a port. */
final class ArtemisBroker implements AutoCloseable {
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

    static ArtemisBroker start() throws Exception {
        ArtemisBroker started = new ArtemisBroker();
        started.broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("in this JVM", "vm://0"));
        started.broker.start();
        return started;
    }

    ConnectionFactory connections() {
        return new ActiveMQConnectionFactory("vm://0");
    }

    @Override
    public void close() throws Exception {
        broker.stop();
    }
}
