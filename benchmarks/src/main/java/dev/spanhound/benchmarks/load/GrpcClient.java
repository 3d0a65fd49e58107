// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends messages by gRPC on one HTTP/2 connection without TLS: the least that a server accepts. The headers are
 * literals, encoded once. The answer's status is not decoded: callers check on the server that the spans are there.
 */
public final class GrpcClient implements Client {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int FRAME_HEAD = 9;
    private static final int MESSAGE_HEAD = 5;

    private final Socket socket;
    private final DataInputStream in;
    private final byte[] headers;
    private ByteBuffer out = ByteBuffer.allocate(1 << 19);
    private int stream = -1;
    private boolean answered;
    private int maxFrame = 16_384;
    private int initialWindow = 65_535;
    private long connectionWindow = 65_535;
    private long streamWindow;

    /** Connects to the port of a URI, and calls a method such as {@code /package.Service/Method}. */
    public GrpcClient(URI target, String method) throws IOException {
        this.socket = Client.connect(target);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.headers = headers(target.getAuthority(), method);
        out.put(PREFACE);
        frame(0, SETTINGS, 0, 0);
        frame(4, WINDOW_UPDATE, 0, 0).putInt(Integer.MAX_VALUE - 65_535);
        flush();
        while (readFrame() != SETTINGS) {}
    }

    private static byte[] headers(String authority, String method) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x83); // :method: POST, of the static table
        block.write(0x86); // :scheme: http
        literal(block, ":path", method);
        literal(block, ":authority", authority);
        literal(block, "content-type", "application/grpc");
        literal(block, "te", "trailers");
        return block.toByteArray();
    }

    /** Writes a header field as a literal without indexing: the bytes are the same for each request. */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        try {
            block.write(0);
            block.write(name.length());
            block.write(name.getBytes(StandardCharsets.US_ASCII));
            block.write(value.length());
            block.write(value.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(byte[] message) throws IOException {
        stream += 2;
        answered = false;
        streamWindow = initialWindow;
        int needed = headers.length + message.length + MESSAGE_HEAD + (message.length / maxFrame + 4) * FRAME_HEAD;
        if (out.capacity() < needed) {
            out = ByteBuffer.allocate(needed);
        }
        frame(headers.length, HEADERS, END_HEADERS, stream).put(headers);
        int sent = -MESSAGE_HEAD;
        while (sent < message.length) {
            int size =
                    (int) Math.min(Math.min(message.length - sent, maxFrame), Math.min(connectionWindow, streamWindow));
            if (size <= MESSAGE_HEAD && size < message.length - sent) {
                flush();
                readFrame();
                continue;
            }
            frame(size, DATA, sent + size == message.length ? END_STREAM : 0, stream);
            int from = sent;
            if (sent < 0) {
                out.put((byte) 0).putInt(message.length);
                from = 0;
            }
            out.put(message, from, sent + size - from);
            sent += size;
            connectionWindow -= size;
            streamWindow -= size;
        }
        flush();
        while (!answered) {
            readFrame();
        }
    }

    private ByteBuffer frame(int length, int type, int flags, int streamId) {
        return out.putInt((length << 8) | type).put((byte) flags).putInt(streamId);
    }

    private void flush() throws IOException {
        socket.getOutputStream().write(out.array(), 0, out.position());
        out.clear();
    }

    /** Reads a frame and does what it asks for. Returns its type. */
    private int readFrame() throws IOException {
        int lengthAndType = in.readInt();
        int flags = in.readByte();
        int streamId = in.readInt();
        byte[] payload = in.readNBytes(lengthAndType >>> 8);
        int type = lengthAndType & 0xff;
        switch (type) {
            case DATA, HEADERS -> answered |= streamId == stream && (flags & END_STREAM) != 0;
            case SETTINGS -> settings(flags, ByteBuffer.wrap(payload));
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(payload.length, PING, ACK, 0).put(payload);
                    flush();
                }
            }
            case WINDOW_UPDATE -> {
                int more = ByteBuffer.wrap(payload).getInt();
                if (streamId == 0) {
                    connectionWindow += more;
                } else if (streamId == stream) {
                    streamWindow += more;
                }
            }
            case RST_STREAM, GOAWAY ->
                throw new IOException(
                        (type == GOAWAY ? "GOAWAY" : "RST_STREAM") + " from the server, stream " + stream);
            default -> {}
        }
        return type;
    }

    private void settings(int flags, ByteBuffer payload) throws IOException {
        if ((flags & ACK) != 0) {
            return;
        }
        while (payload.hasRemaining()) {
            int name = payload.getShort();
            int value = payload.getInt();
            if (name == 4) {
                streamWindow += value - initialWindow;
                initialWindow = value;
            } else if (name == 5) {
                maxFrame = value;
            }
        }
        frame(0, SETTINGS, ACK, 0);
        flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
