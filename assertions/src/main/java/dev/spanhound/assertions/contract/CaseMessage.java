// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.List;

/** The message of a case that fails. */
final class CaseMessage {
    private CaseMessage() {}

    /** Returns the first finding, and how many there are. */
    static String summary(List<Finding> findings) {
        String first = findings.get(0).inWords();
        return findings.size() == 1 ? first : first + ", and " + (findings.size() - 1) + " more";
    }

    static String of(ContractCase contractCase, List<Finding> findings, Exchange exchange) {
        StringBuilder text = new StringBuilder(summary(findings)).append(":\n");
        if (findings.size() > 1) {
            text.append('\n');
            findings.forEach(
                    finding -> text.append("  ✗ ").append(finding.inWords()).append('\n'));
        }
        text.append('\n').append(rule(contractCase));
        if (findings.stream().allMatch(Finding::isBeyondHarness)
                && contractCase.harnessStep().isPresent()) {
            text.append("  The W3C's own harness does not check this.\n");
        }
        text.append('\n').append(exchange(exchange));
        return text.toString().stripTrailing();
    }

    /** Returns the message of a case whose calls did not all come. */
    static String ofMissingCalls(ContractCase contractCase, String summary, Exchange exchange, String hint) {
        return summary + ":\n\n" + rule(contractCase) + "\n" + exchange(exchange) + "\n  " + hint;
    }

    private static String rule(ContractCase contractCase) {
        return "  " + contractCase + "\n  rule: " + contractCase.rule() + "\n";
    }

    private static String exchange(Exchange exchange) {
        StringBuilder text = new StringBuilder();
        exchange.reference()
                .ifPresent(other -> text.append("  compared with what came of these lines:\n")
                        .append(lines(HeaderText.all(other.sent())))
                        .append(calls(other)));
        text.append("  sent: ")
                .append(exchange.request().method())
                .append(' ')
                .append(exchange.request().uri())
                .append('\n');
        text.append(lines(HeaderText.all(exchange.sent())));
        text.append(calls(exchange));
        return text.append("  answer: ")
                .append(exchange.answer().inWords())
                .append('\n')
                .toString();
    }

    private static String calls(Exchange exchange) {
        StringBuilder text = new StringBuilder();
        for (OutgoingCall call : exchange.calls()) {
            text.append("  call ")
                    .append(call.number())
                    .append(":\n")
                    .append(lines(HeaderText.ofContext(call.headers())));
        }
        return text.toString();
    }

    private static String lines(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        return text.toString();
    }
}
