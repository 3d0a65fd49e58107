// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

/** Shows the trace of a test where its failure is shown: suppressed by the failure, which keeps its type and message. */
final class TraceAtFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    TraceAtFailure(String message) {
        super(message, null, false, false);
    }
}
