// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends bodies by HTTP/1.1 {@code POST} on a kept-alive connection. */
public final class Http1Client implements Client {
    private final Socket socket;
    private final InputStream in;
    private final String headWithoutLength;
    private byte[] request = new byte[0];

    /** Connects to a URI, and posts to its path. */
    public Http1Client(URI target, Encoding encoding) throws IOException {
        this.socket = Client.connect(target);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.headWithoutLength = "POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nContent-Type: " + encoding.contentType + "\r\nContent-Length: ";
    }

    @Override
    public void send(byte[] body) throws IOException {
        byte[] head = (headWithoutLength + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        int length = head.length + body.length;
        if (request.length < length) {
            request = new byte[length];
        }
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request, 0, length);
        readAnswer();
    }

    private void readAnswer() throws IOException {
        String status = readLine();
        int length = 0;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                throw new IOException(line + " (expected: a content-length)");
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(status + ": " + body);
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed by the server after: " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
