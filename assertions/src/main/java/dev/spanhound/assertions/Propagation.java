// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The way on which a trace must pass from service to service. Asserts nothing before {@link #to} or {@link #indirectlyTo} is
 * called.
 *
 * <p>One service follows another directly if a span of it is the child of a span of the other, or links to one as the
 * consumer of a message may do, in this trace or in a trace of its own; a link of a SERVER span does not count. Within a service the way may lead over any number of
 * its spans. What kind the spans have is not asked: a client without a CLIENT span that sends the context passes.
 *
 * @param <SELF> the assertions to go on with
 */
@CheckReturnValue
public class Propagation<SELF> {
    private final List<String> services;
    private final Function<Check, SELF> judge;

    Propagation(List<String> services, Function<Check, SELF> judge) {
        this.services = List.copyOf(services);
        this.judge = judge;
    }

    /** Goes on to these services, each called by the one before it. */
    public Propagation<SELF> through(String... next) {
        return new Propagation<>(followedBy(next), judge);
    }

    /**
     * Verifies that each service of the way follows the one before it directly, up to this one.
     *
     * <p>Waits for it. A failure says how far the context got, and what probably lost it.
     */
    public SELF to(String last) {
        return judge.apply(PropagationChecks.direct(followedBy(last)));
    }

    /**
     * Verifies that each service of the way follows the one before it directly, but for this one: between the last but one
     * and it there may be others, such as a mesh's proxies.
     *
     * <p>Waits for it. A failure says how far the context got, and what probably lost it.
     */
    public SELF indirectlyTo(String last) {
        return judge.apply(PropagationChecks.indirect(followedBy(last)));
    }

    private List<String> followedBy(String... next) {
        List<String> longer = new ArrayList<>(services);
        longer.addAll(List.of(next));
        return longer;
    }
}
