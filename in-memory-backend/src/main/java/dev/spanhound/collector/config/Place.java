// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.config;

/**
 * Where something stands in a configuration.
 *
 * @param source file or other source, as the user named it
 * @param line line, from 1; 0 for the source as a whole
 * @param column column, from 1; 0 for the source as a whole
 * @param path keys that lead there, such as {@code processors.tail_sampling.policies[1].latency}; empty at the top
 */
public record Place(String source, int line, int column, String path) {

    /** Returns this place under another path. */
    Place at(String newPath) {
        return new Place(source, line, column, newPath);
    }

    /** Returns the path of a key here. */
    String key(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Returns the last step of the path, such as {@code policies[1]}; empty at the top. */
    String lastStep() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        String position = line == 0 ? source : source + ":" + line + ":" + column;
        return path.isEmpty() ? position : position + ": " + path;
    }
}
