// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policies about a trace, and makes one decision of their votes. Drop policies are asked before all others,
 * whatever their place in the configuration. Otherwise one vote to sample is enough.
 */
final class Ballot {
    private static final Reason NO_POLICY = Reason.of("not sampled: there is no policy");
    private static final Reason INGEST_PENDING = Reason.of("not decided yet: no policy said so of the spans so far");
    private static final Reason INGEST_HELD = Reason.of(
            "not decided yet: span-ingest samples no trace while a drop policy may still match, so it never does");

    private final NamedPolicy[] policies;
    private final int drops;
    private final boolean sampleOnFirstMatch;
    private final Tally tally;

    Ballot(List<NamedPolicy> configured, boolean sampleOnFirstMatch, Tally tally) {
        this.policies = dropFirst(configured).toArray(new NamedPolicy[0]);
        this.drops = (int) configured.stream().filter(Ballot::isDrop).count();
        this.sampleOnFirstMatch = sampleOnFirstMatch;
        this.tally = tally;
    }

    /** Returns the policies in the order asked. */
    static List<NamedPolicy> dropFirst(List<NamedPolicy> configured) {
        return Stream.concat(
                        configured.stream().filter(Ballot::isDrop),
                        configured.stream().filter(policy -> !isDrop(policy)))
                .toList();
    }

    private static boolean isDrop(NamedPolicy policy) {
        return policy.type().equals("drop");
    }

    /** Asks the drop policies, and returns whether one of them drops the trace. */
    boolean drops(TraceRecord trace, TraceView view) {
        if (drops == 0) {
            return false;
        }
        Vote[] votes = new Vote[drops];
        for (int i = 0; i < drops; i++) {
            votes[i] = ask(i, view);
            if (votes[i].verdict() == Verdict.DROPPED) {
                trace.votes = listOf(votes, i + 1);
                drop(trace, view, policies[i].name());
                return true;
            }
        }
        trace.votes = listOf(votes, drops);
        return false;
    }

    private static void drop(TraceRecord trace, TraceView view, String policy) {
        Reason why = Reason.of("dropped by %s, which outweighs all other policies", policy);
        trace.decide(Outcome.DROPPED, policy, why, view.epochNanos());
    }

    /** Asks all policies but the drop policies, which were asked before and did not drop the trace. */
    void decide(TraceRecord trace, TraceView view) {
        Vote[] votes = new Vote[policies.length];
        for (int i = 0; i < drops; i++) {
            votes[i] = trace.votes.get(i);
        }
        int asked = drops;
        int failed = 0;
        String first = null;
        while (asked < policies.length) {
            Vote vote = ask(asked, view);
            votes[asked] = vote;
            asked++;
            if (vote.verdict() == Verdict.ERROR) {
                failed++;
            } else if (vote.verdict() == Verdict.SAMPLED && first == null) {
                first = vote.policy();
                if (sampleOnFirstMatch) {
                    break;
                }
            }
        }
        trace.votes = listOf(votes, asked);
        Outcome outcome = first == null ? Outcome.NOT_SAMPLED : Outcome.SAMPLED;
        trace.decide(outcome, first, why(first, failed), view.epochNanos());
    }

    private Reason why(@Nullable String first, int failed) {
        if (first != null) {
            return Reason.of("sampled by %s, the first policy that says so", first);
        }
        if (policies.length == 0) {
            return NO_POLICY;
        }
        return failed == 0
                ? Reason.of("not sampled: none of %d policies said so", policies.length)
                : Reason.of("not sampled: none of %d policies said so, and %d failed", policies.length, failed);
    }

    /** Asks about the spans of one chunk, as {@code span-ingest} does. The trace may be undecided after it. */
    void decideAtOnce(TraceRecord trace, TraceView view) {
        Vote[] votes = new Vote[policies.length];
        boolean held = false;
        int asked = 0;
        while (asked < (held ? drops : policies.length)) {
            Vote vote = ask(asked, view);
            votes[asked] = vote;
            boolean isDrop = asked < drops;
            asked++;
            if (vote.verdict() == Verdict.DROPPED) {
                trace.votes = listOf(votes, asked);
                drop(trace, view, vote.policy());
                return;
            }
            held |= isDrop && vote.verdict() != Verdict.ERROR;
            if (!isDrop && vote.verdict() == Verdict.SAMPLED) {
                trace.votes = listOf(votes, asked);
                Reason why = Reason.of("sampled by %s, the first policy that says so", vote.policy());
                trace.decide(Outcome.SAMPLED, vote.policy(), why, view.epochNanos());
                return;
            }
        }
        trace.votes = listOf(votes, asked);
        trace.reason = held ? INGEST_HELD : INGEST_PENDING;
    }

    private Vote ask(int policy, TraceView view) {
        Vote vote = policies[policy].vote(view);
        tally.vote(policy, vote.verdict());
        return vote;
    }

    private static List<Vote> listOf(Vote[] votes, int asked) {
        return Arrays.asList(asked == votes.length ? votes : Arrays.copyOf(votes, asked));
    }
}
