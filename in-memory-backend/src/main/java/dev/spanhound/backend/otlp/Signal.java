// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

/** A kind of telemetry that OTLP carries. */
public enum Signal {
    TRACES("rejectedSpans"),
    LOGS("rejectedLogRecords"),
    METRICS("rejectedDataPoints");

    private final String rejectedField;

    Signal(String rejectedField) {
        this.rejectedField = rejectedField;
    }

    /** Returns the name of the field of a partial success that counts what was rejected. */
    String rejectedField() {
        return rejectedField;
    }
}
