// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.util.List;
import java.util.Optional;

/** How a case reaches the service under test, and how its calls come back. */
interface ServiceUnderTest {

    /** What a request came to. */
    record Reaction(ServiceRequest request, Answer answer, List<OutgoingCall> calls) {}

    /** Returns why a case cannot be tried; empty if it can. */
    Optional<String> obstacle(ContractCase contractCase);

    /** Returns how many calls the service makes for a case. */
    int calls(ContractCase contractCase);

    /** Sends these lines, and waits for the calls. */
    Reaction send(HeaderLines lines, int calls) throws InterruptedException;

    /** Returns what may be the matter if the service answers but calls nobody. */
    String ifItCallsNobody();

    /** Returns where requests go. */
    String place();
}
