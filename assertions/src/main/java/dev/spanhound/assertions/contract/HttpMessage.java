// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.HeaderLines;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of HTTP/1.1, its header lines as they came: the JDK's server and clients rename, merge or trim them.
 *
 * @param start the request line or status line
 * @param headers the header lines in order, names and values as they were written; of the space before a value one is left out
 */
record HttpMessage(String start, HeaderLines headers, String body) {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_BODY = 1 << 24;

    /** Reads a request, and lets a client go on that asks whether it may; empty if there is none any more. */
    static Optional<HttpMessage> readRequest(InputStream in, OutputStream out) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        HeaderLines headers = headerLines(in);
        if (first(headers, "expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return Optional.of(new HttpMessage(start, headers, text(body(in, headers, 0))));
    }

    /** Reads a response to a request that asked to close the connection. */
    static HttpMessage readResponse(InputStream in) throws IOException {
        String start = line(in);
        HeaderLines headers = headerLines(in);
        while (start.startsWith("HTTP/1.1 1")) {
            start = line(in);
            headers = headerLines(in);
        }
        if (start.isEmpty()) {
            throw new EOFException("closed without an answer");
        }
        boolean hasNone = start.contains(" 204") || start.contains(" 304");
        return new HttpMessage(start, headers, hasNone ? "" : text(body(in, headers, LONGEST_BODY)));
    }

    private static HeaderLines headerLines(InputStream in) throws IOException {
        List<HeaderLine> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value = line.substring(colon + 1);
                String withoutFirstSpace = value.startsWith(" ") ? value.substring(1) : value;
                lines.add(new HeaderLine(lines.size(), line.substring(0, colon), withoutFirstSpace));
            }
        }
        return HeaderLines.from(lines);
    }

    private static byte[] body(InputStream in, HeaderLines headers, int lengthIfUnknown) throws IOException {
        if (first(headers, "transfer-encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return chunks(in);
        }
        int length = first(headers, "content-length").map(HttpMessage::length).orElse(lengthIfUnknown);
        return in.readNBytes(Math.min(length, LONGEST_BODY));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            int length = size.isEmpty() ? 0 : chunkSize(size);
            if (length == 0) {
                headerLines(in);
                return all.toByteArray();
            }
            all.write(in.readNBytes(length));
            line(in);
        }
    }

    private static int chunkSize(String digits) throws ProtocolException {
        if (!digits.matches("[0-9a-fA-F]{1,7}")) {
            throw new ProtocolException("chunk size: " + digits + " (expected: hex digits)");
        }
        return Integer.parseInt(digits, 16);
    }

    private static int length(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n' && line.size() < LONGEST_LINE; c = in.read()) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Optional<String> first(HeaderLines headers, String name) {
        return headers.first(name).map(String::strip);
    }

    /** Returns the path of a request, without its query. */
    String path() {
        String[] words = start.split(" ", 3);
        return words.length < 2 ? "" : words[1].split("\\?", 2)[0];
    }

    /** Returns the status of a response; 0 if there is none. */
    int status() {
        String[] words = start.split(" ", 3);
        return words.length < 2 ? 0 : length(words[1]);
    }
}
