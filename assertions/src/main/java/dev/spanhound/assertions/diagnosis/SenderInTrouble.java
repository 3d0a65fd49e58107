// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.diagnosis;

import dev.spanhound.sender.SpanSender;
import dev.spanhound.sender.SpanSender.Trouble;
import dev.spanhound.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A sender that can be asked says what is wrong with it: a container that has ended, or whose exporter fails. */
final class SenderInTrouble implements Suspicion {

    @Override
    public Optional<Diagnosis> examine(Evidence evidence) {
        List<SpanSender> senders = evidence.sighting().senders();
        if (senders.isEmpty()) {
            return Optional.empty();
        }
        Set<String> missed = missed(evidence);
        Set<String> heard = heard(evidence);
        List<Trouble> troubles = new ArrayList<>();
        for (SpanSender sender : senders) {
            if (sender.carriesAll()) {
                sender.examine(false, !heard.isEmpty()).ifPresent(troubles::add);
            }
        }
        for (SpanSender sender : senders) {
            if (missed.contains(sender.service())) {
                sender.examine(true, heard.contains(sender.service())).ifPresent(troubles::add);
            }
        }
        boolean anybodyMayBeMissed = evidence.trace().isEmpty() && heard.isEmpty() && troubles.isEmpty();
        for (SpanSender sender : senders) {
            if (anybodyMayBeMissed && !sender.carriesAll() && !missed.contains(sender.service())) {
                sender.examine(false, false).ifPresent(troubles::add);
            }
        }
        return troubles.stream().findFirst().map(first -> diagnosis(first, troubles));
    }

    private static Diagnosis diagnosis(Trouble first, List<Trouble> all) {
        Stream<String> others = all.stream().skip(1).map(other -> "Also: " + other.cause() + ".");
        return new Diagnosis(
                first.cause(), Stream.concat(first.hints().stream(), others).toList());
    }

    /** Returns the services whose spans are missed, as far as the expectation or a call in the trace tells. */
    private static Set<String> missed(Evidence evidence) {
        boolean unknown = evidence.services().isEmpty() && evidence.trace().isEmpty();
        return unknown ? Set.of() : evidence.involvedServices();
    }

    private static Set<String> heard(Evidence evidence) {
        Set<String> heard = new HashSet<>(evidence.trace().services());
        Stream.concat(evidence.sighting().strays().stream(), evidence.sighting().linked().stream())
                .map(Trace::services)
                .forEach(heard::addAll);
        return heard;
    }
}
