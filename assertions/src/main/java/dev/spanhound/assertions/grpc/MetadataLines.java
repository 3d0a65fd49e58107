// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.grpc;

import dev.spanhound.trace.propagation.HeaderLines;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

/** Metadata as lines. It tells no order of its keys, and so they come by name. */
final class MetadataLines {
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private MetadataLines() {}

    static HeaderLines of(Metadata metadata) {
        List<String> namesAndValues = new ArrayList<>();
        for (String name : new TreeSet<>(metadata.keys())) {
            for (String value : values(metadata, name)) {
                namesAndValues.add(name);
                namesAndValues.add(value);
            }
        }
        return HeaderLines.of(namesAndValues.toArray(new String[0]));
    }

    private static List<String> values(Metadata metadata, String name) {
        List<String> values = new ArrayList<>();
        if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
            Iterable<byte[]> all = metadata.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
            if (all != null) {
                all.forEach(bytes -> values.add(BASE64.encodeToString(bytes)));
            }
        } else {
            Iterable<String> all = metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
            if (all != null) {
                all.forEach(values::add);
            }
        }
        return values;
    }
}
