// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

/**
 * Something that is wrong with a configuration, or may not do what it seems to.
 *
 * @param place where it stands
 * @param message what is wrong, what was expected, and what to do
 */
public record Finding(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
