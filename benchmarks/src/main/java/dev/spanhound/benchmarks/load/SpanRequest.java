// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The body of a request, encoded once. Numbering it gives its traces and spans other IDs in place, so that a number
 * that was not used before makes spans that were not sent before.
 */
public final class SpanRequest {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] body;
    private final boolean hexIds;
    private final int spans;
    private final int[] places;
    private final long[] ids;
    private final String highOfFirstTrace;
    private final long lowOfFirstTrace;

    private SpanRequest(byte[] body, boolean hexIds, List<SampleSpan> spans) {
        this.body = body;
        this.hexIds = hexIds;
        this.spans = spans.size();
        Set<Long> own = new HashSet<>();
        for (SampleSpan span : spans) {
            own.add(span.traceIdLow());
            own.add(span.id());
        }
        List<Integer> found = new ArrayList<>();
        int width = hexIds ? 16 : Long.BYTES;
        for (int at = 0; at + width <= body.length; at++) {
            if (own.contains(idAt(at))) {
                found.add(at);
                at += width - 1;
            }
        }
        this.places = found.stream().mapToInt(Integer::intValue).toArray();
        this.ids = found.stream().mapToLong(this::idAt).toArray();
        this.highOfFirstTrace = HexFormat.of().toHexDigits(spans.get(0).traceIdHigh());
        this.lowOfFirstTrace = spans.get(0).traceIdLow();
    }

    /** Returns a request with this many spans of eight attributes each, in traces of eight spans of one service. */
    public static SpanRequest of(Encoding encoding, String service, int spans, long seed) {
        return of(encoding, service, SampleSpan.batch(spans, seed));
    }

    /** Returns a request with this many traces of ten spans each, which a sampler has reason to tell apart. */
    public static SpanRequest traffic(Encoding encoding, String service, int traces, long seed) {
        return of(encoding, service, SampleSpan.traffic(traces, 10, seed));
    }

    private static SpanRequest of(Encoding encoding, String service, List<SampleSpan> batch) {
        SpanRequest request = new SpanRequest(encoding.encode(service, batch), encoding.hexIds, batch);
        long expected =
                batch.stream().mapToLong(span -> span.parentId() == 0 ? 2 : 3).sum();
        if (request.places.length != expected) {
            throw new IllegalStateException(
                    "IDs in the body: " + request.places.length + " (expected: " + expected + ")");
        }
        return request;
    }

    /** Returns the body with the IDs of this number. The array is the same each time. */
    public byte[] numbered(long number) {
        long mask = mask(number);
        for (int i = 0; i < places.length; i++) {
            if (hexIds) {
                writeHex(places[i], ids[i] ^ mask);
            } else {
                writeBytes(places[i], ids[i] ^ mask);
            }
        }
        return body;
    }

    /** Returns the ID of the first trace of the body with this number. */
    public String firstTraceId(long number) {
        return highOfFirstTrace + HexFormat.of().toHexDigits(lowOfFirstTrace ^ mask(number));
    }

    /** Returns the number of spans in the body. */
    public int spans() {
        return spans;
    }

    /** Returns the length of the body, in bytes. */
    public int length() {
        return body.length;
    }

    /** Spreads consecutive numbers over 64 bits, each to another value (the finalizer of SplitMix64). */
    private static long mask(long number) {
        long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private long idAt(int at) {
        long id = 0;
        if (hexIds) {
            for (int i = at; i < at + 16; i++) {
                int digit = HexFormat.isHexDigit(body[i]) ? HexFormat.fromHexDigit(body[i]) : 0;
                id = (id << 4) | digit;
            }
        } else {
            for (int i = at; i < at + Long.BYTES; i++) {
                id = (id << 8) | (body[i] & 0xff);
            }
        }
        return id;
    }

    private void writeHex(int at, long id) {
        for (int i = 0; i < 16; i++) {
            body[at + i] = DIGITS[(int) (id >>> (60 - 4 * i)) & 0xf];
        }
    }

    private void writeBytes(int at, long id) {
        for (int i = 0; i < Long.BYTES; i++) {
            body[at + i] = (byte) (id >>> (56 - 8 * i));
        }
    }
}
