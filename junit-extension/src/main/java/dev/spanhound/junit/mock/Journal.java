// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit.mock;

import dev.spanhound.assertions.diagnosis.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** The requests that a mock server received, in their order, and which of them were taken. */
final class Journal {
    private static final int MOST_SHOWN = 10;

    private final String service;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Entry> untaken = new LinkedHashSet<>();

    private record Entry(int number, ReceivedCall call, Caller caller) {}

    Journal(String service) {
        this.service = service;
    }

    synchronized void add(ReceivedCall call, Caller caller) {
        Entry entry = new Entry(entries.size(), call, caller);
        entries.add(entry);
        untaken.add(entry);
        notifyAll();
    }

    synchronized List<ReceivedCall> calls(Scope scope) {
        return entries.stream()
                .filter(entry -> scope.contains(entry.caller()))
                .map(Entry::call)
                .toList();
    }

    /** Returns the earliest request of the scope that was not taken yet, and waits for it if there is none. */
    synchronized ReceivedCall take(Scope scope, Duration atMost) {
        long begin = System.nanoTime();
        boolean interrupted = false;
        while (true) {
            for (Entry entry : untaken) {
                if (scope.contains(entry.caller())) {
                    untaken.remove(entry);
                    return entry.call();
                }
            }
            long left = atMost.toNanos() - (System.nanoTime() - begin);
            if (left <= 0 || interrupted) {
                throw new AssertionFailedError(nothingCame(scope, atMost, interrupted));
            }
            try {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
    }

    private String nothingCame(Scope scope, Duration atMost, boolean interrupted) {
        String headline = "expected a request" + scope.suffix() + " to " + service + " within " + Words.spell(atMost)
                + ", but " + (interrupted ? "the thread was interrupted before one came" : "none came");
        List<ReceivedCall> taken = calls(scope);
        List<ReceivedCall> others =
                calls(Scope.ALL).stream().filter(call -> !taken.contains(call)).toList();
        if (taken.isEmpty() && others.isEmpty()) {
            return headline + ": " + service + " has received nothing at all";
        }
        return headline + ":" + listed("taken before", taken) + listed("of other traces", others)
                + (taken.isEmpty() ? "\n\n  likely cause: the caller of " + service + " lost the context" : "");
    }

    private static String listed(String title, List<ReceivedCall> calls) {
        if (calls.isEmpty()) {
            return "";
        }
        int more = calls.size() - MOST_SHOWN;
        return "\n\n  " + title + ":"
                + calls.stream().limit(MOST_SHOWN).map(call -> "\n    " + call).collect(Collectors.joining())
                + (more > 0 ? "\n    ... and " + more + " more" : "");
    }
}
