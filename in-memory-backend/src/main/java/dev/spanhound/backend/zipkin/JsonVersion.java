// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.zipkin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * Tells the two versions of Zipkin's JSON apart. Each can be read by the rules of the other, but then loses its service and
 * its tags. Zipkin's server refuses it, by the names of the fields that only the other version has.
 */
final class JsonVersion {
    private static final List<String> ONLY_IN_V1 = List.of("\"binaryAnnotations\"");
    private static final List<String> ONLY_IN_V2 = List.of("\"localEndpoint\"", "\"remoteEndpoint\"", "\"tags\"");

    private JsonVersion() {}

    /** Refuses JSON of the other version. */
    static void check(byte[] body, ZipkinFormat expected) throws MalformedZipkinException {
        if (expected == ZipkinFormat.JSON_V2) {
            refuse(body, ONLY_IN_V1, "v1", "v2");
        } else if (expected == ZipkinFormat.JSON_V1) {
            refuse(body, ONLY_IN_V2, "v2", "v1");
        }
    }

    private static void refuse(byte[] body, List<String> fields, String found, String expected)
            throws MalformedZipkinException {
        String text = new String(body, ISO_8859_1); // the names are ASCII, which all encodings of a body here share
        for (String field : fields) {
            if (text.contains(field)) {
                throw new MalformedZipkinException("spans in Zipkin's JSON " + found + ", with " + field
                        + " (expected: JSON " + expected + "; " + found + " is sent to /api/" + found + "/spans)");
            }
        }
    }
}
