// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import dev.spanhound.assertions.MessageChecks.Messages;
import java.util.List;
import java.util.function.Function;

/**
 * What becomes of each message that the PRODUCER spans of a trace, and of those linked to it, have made. Asserts nothing
 * before one of its methods is called.
 *
 * <p>A message is consumed by a CONSUMER span that is a child of its PRODUCER span or links to it, or by a CLIENT span that
 * does so and receives ({@code messaging.operation.type}). One that consumes a batch links to each message. What a service
 * receives and then processes counts once. A send that failed (status ERROR) need not be consumed, and one of several
 * messages ({@code messaging.batch.message_count}) must be as often as that says.
 *
 * <p>All of them wait for the trace to be complete and for it and its linked traces to be quiet, and fail if there is no
 * message.
 *
 * @param <SELF> the assertions to go on with
 */
@CheckReturnValue
public class EachMessage<SELF> {
    private final Messages messages;
    private final Function<Check, SELF> judge;

    EachMessage(Messages messages, Function<Check, SELF> judge) {
        this.messages = messages;
        this.judge = judge;
    }

    /** Verifies that each message is consumed, by anybody and how often ever: that none is lost. */
    public SELF isConsumed() {
        return judge.apply(MessageChecks.eachConsumed(messages, List.of(), false));
    }

    /**
     * Verifies that each message is consumed by each of these services, how often ever.
     *
     * @param services names of services, {@code service.name} of their resource
     * @throws IllegalArgumentException if there is none
     */
    public SELF isConsumedBy(String... services) {
        return judge.apply(MessageChecks.eachConsumed(messages, required(services), false));
    }

    /** Verifies that each message is consumed once in all: that none is lost and none is delivered again. */
    public SELF isConsumedOnce() {
        return judge.apply(MessageChecks.eachConsumed(messages, List.of(), true));
    }

    /**
     * Verifies that each message is consumed once by each of these services, as those that subscribe to a topic do. Others
     * may consume it too.
     *
     * @param services names of services, {@code service.name} of their resource
     * @throws IllegalArgumentException if there is none
     */
    public SELF isConsumedOnceBy(String... services) {
        return judge.apply(MessageChecks.eachConsumed(messages, required(services), true));
    }

    private static List<String> required(String... services) {
        if (services.length == 0) {
            throw new IllegalArgumentException("services: none (expected: at least one; isConsumed() asks for any)");
        }
        return List.of(services);
    }
}
