// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision as text: the votes as a table in which those of a combined policy stand below it, further in. */
final class Explanation {
    private static final int MAX_WIDTH = 40;

    private record Row(String policy, String type, String verdict, String reason) {}

    private final StringBuilder text = new StringBuilder();

    String of(Decision decision) {
        text.append(decision).append('\n');
        text.append("  ").append(circumstances(decision)).append('\n');
        votes(decision);
        for (LateSpans late : decision.lateSpans()) {
            Duration after = Duration.between(decision.receivedAt(), late.receivedAt());
            text.append("  ").append(late).append(", ").append(seconds(after)).append(" after the first\n");
        }
        decision.earlier()
                .ifPresent(earlier -> text.append("  before that: ")
                        .append(earlier.reason())
                        .append(" (")
                        .append(circumstances(earlier))
                        .append(")\n"));
        return text.substring(0, text.length() - 1);
    }

    private static String circumstances(Decision decision) {
        String spans = decision.spanCount() + (decision.spanCount() == 1 ? " span" : " spans");
        if (decision.outcome() == Outcome.PENDING) {
            return spans + " so far, the first at " + decision.receivedAt();
        }
        return spans + ", " + (decision.outcome() == Outcome.EVICTED ? "evicted " : "decided ")
                + seconds(decision.waited()) + " after the first, at "
                + decision.decidedAt().map(Object::toString).orElse("");
    }

    private static String seconds(Duration duration) {
        return duration.toNanosPart() == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }

    private void votes(Decision decision) {
        List<Row> rows = new ArrayList<>();
        for (Vote vote : decision.votes()) {
            addRows(rows, vote, "");
        }
        int policy = width(rows.stream().map(Row::policy).toList());
        int type = width(rows.stream().map(Row::type).toList());
        int verdict = width(rows.stream().map(Row::verdict).toList());
        for (Row row : rows) {
            boolean decided = decision.policy().filter(row.policy()::equals).isPresent();
            text.append(decided ? "  > " : "    ")
                    .append(padded(row.policy(), policy))
                    .append("  ")
                    .append(padded(row.type(), type))
                    .append("  ")
                    .append(padded(row.verdict(), verdict))
                    .append("  ")
                    .append(row.reason())
                    .append('\n');
        }
    }

    private static void addRows(List<Row> rows, Vote vote, String indent) {
        String verdict = vote.verdict() == Verdict.ERROR
                ? "failed"
                : vote.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        rows.add(new Row(indent + vote.policy(), vote.type(), verdict, vote.reason()));
        for (Vote part : vote.parts()) {
            addRows(rows, part, indent + "  ");
        }
    }

    private static int width(List<String> cells) {
        return Math.min(MAX_WIDTH, cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }
}
