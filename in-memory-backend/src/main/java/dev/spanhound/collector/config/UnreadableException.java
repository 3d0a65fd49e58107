// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

/** A text is not YAML, or not YAML that can be read here. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Place place;

    UnreadableException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Finding finding() {
        return new Finding(place, String.valueOf(getMessage()));
    }
}
