// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.util.List;

/**
 * What came of a case.
 *
 * @param contractCase the case
 * @param outcome how it is to be taken
 * @param summary why in one line; empty if it passed
 * @param message the whole of it: what was sent, what the calls carried, what is wrong; empty if it passed
 */
public record CaseResult(ContractCase contractCase, Outcome outcome, String summary, String message) {

    /** How a result is to be taken. */
    public enum Outcome {
        /** All rules hold. */
        PASSED,
        /** It fails, and the baseline says so. */
        KNOWN,
        /** It fails, and nobody said so. */
        FAILED,
        /** It passes, though the baseline says that it fails. */
        MENDED,
        /** It cannot be tried with this service. */
        NOT_APPLICABLE
    }

    static CaseResult passed(ContractCase contractCase) {
        return new CaseResult(contractCase, Outcome.PASSED, "", "");
    }

    static CaseResult notApplicable(ContractCase contractCase, String reason) {
        return new CaseResult(contractCase, Outcome.NOT_APPLICABLE, reason, "not applicable: " + reason);
    }

    static CaseResult failed(ContractCase contractCase, List<Finding> findings, Exchange exchange) {
        return new CaseResult(
                contractCase,
                Outcome.FAILED,
                CaseMessage.summary(findings),
                CaseMessage.of(contractCase, findings, exchange));
    }

    /** Returns what this means to one whose baseline says that the case fails. */
    CaseResult known(String reason) {
        return switch (outcome) {
            case FAILED -> new CaseResult(contractCase, Outcome.KNOWN, reason, "known: " + reason + "\n\n" + message);
            case PASSED -> {
                String summary =
                        "expected " + contractCase.id() + " to fail, but it passes: remove it from the baseline";
                yield new CaseResult(
                        contractCase, Outcome.MENDED, summary, summary + "\n\n  the baseline says: " + reason);
            }
            default -> this;
        };
    }
}
