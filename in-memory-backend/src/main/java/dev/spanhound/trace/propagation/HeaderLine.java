// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

/**
 * One line of headers, metadata or message properties, as it was sent.
 *
 * @param index its place among all lines, from 0
 * @param name as it was spelled
 * @param value with the spaces around it, if it was received with them
 */
public record HeaderLine(int index, String name, String value) {

    /** Returns whether this is the header of that name, whatever the case. */
    public boolean isNamed(String header) {
        return name.equalsIgnoreCase(header);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
