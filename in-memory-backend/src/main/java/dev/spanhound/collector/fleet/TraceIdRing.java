// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.fleet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Which collector gets a trace: the consistent hash ring of the Collector's {@code loadbalancing} exporter with
 * {@code routing_key: traceID} (observed in v0.161). Each endpoint has 200 points on a ring of 131,071; a trace belongs to
 * the first point at or after its own.
 */
final class TraceIdRing {
    private static final int POSITIONS = 131_071;
    private static final int POINTS = 200;
    private static final int MOST_PROBES = 10;

    private final TreeMap<Integer, String> ring = new TreeMap<>();

    TraceIdRing(List<String> endpoints) {
        List<Point> points = new ArrayList<>();
        for (String endpoint : endpoints) {
            for (int i = 0; i < POINTS; i++) {
                points.add(Point.of(endpoint, i));
            }
        }
        points.sort(Comparator.comparingInt(Point::position)
                .thenComparingLong(Point::hash)
                .thenComparing(Point::endpoint));
        points.forEach(this::place);
    }

    /** Puts a point at the next free position. One that finds none within ten is left out. */
    private void place(Point point) {
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int position = (point.position() + probe) % POSITIONS;
            if (ring.putIfAbsent(position, point.endpoint()) == null) {
                return;
            }
        }
    }

    /** Returns the endpoint that all spans of a trace go to. */
    String endpointOf(String traceId) {
        int position = position(crc32(HexFormat.of().parseHex(traceId)));
        Map.Entry<Integer, String> next = ring.ceilingEntry(position);
        return (next == null ? ring.firstEntry() : next).getValue();
    }

    private static long crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static int position(long hash) {
        return (int) (hash % POSITIONS);
    }

    /** One of the points that an endpoint asks for. */
    private record Point(String endpoint, long hash) {
        static Point of(String endpoint, int index) {
            byte[] name = endpoint.getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.allocate(name.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(name).putInt(index);
            return new Point(endpoint, crc32(bytes.array()));
        }

        int position() {
            return TraceIdRing.position(hash);
        }
    }
}
