// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An IP address in its long form: IPv4 as the last four of sixteen bytes. Never asks a name server. */
record IpAddress(byte[] bytes) {
    private static final int LONG = 16;
    private static final int SHORT = 4;

    /** Returns the address, or null if the text is none. */
    static @Nullable IpAddress parse(String text) {
        byte[] bytes = text.indexOf(':') >= 0 ? version6(text) : mapped(version4(text));
        return bytes == null ? null : new IpAddress(bytes);
    }

    private static byte @Nullable [] mapped(byte @Nullable [] short4) {
        if (short4 == null) {
            return null;
        }
        byte[] bytes = new byte[LONG];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(short4, 0, bytes, LONG - SHORT, SHORT);
        return bytes;
    }

    private static byte @Nullable [] version4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[SHORT];
        for (int i = 0; i < SHORT; i++) {
            if (parts.length != SHORT || !parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static byte @Nullable [] version6(String text) {
        int gap = text.indexOf("::");
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int length = head.length + tail.length;
        if (gap < 0 ? length != LONG : length > LONG - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, LONG);
        System.arraycopy(tail, 0, bytes, LONG - tail.length, tail.length);
        return bytes;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        List<String> groups = List.of(text.split(":", -1));
        byte[] bytes = new byte[0];
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i);
            byte[] last = i == groups.size() - 1 && group.indexOf('.') >= 0 ? version4(group) : null;
            int at = bytes.length;
            if (last != null) {
                bytes = Arrays.copyOf(bytes, at + SHORT);
                System.arraycopy(last, 0, bytes, at, SHORT);
            } else if (group.matches("[0-9a-fA-F]{1,4}")) {
                int value = Integer.parseInt(group, 16);
                bytes = Arrays.copyOf(bytes, at + 2);
                bytes[at] = (byte) (value >> 8);
                bytes[at + 1] = (byte) value;
            } else {
                return null;
            }
        }
        return bytes;
    }

    private boolean isVersion4() {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    /** Returns four bytes for IPv4, sixteen for IPv6. */
    byte[] shortest() {
        return isVersion4() ? Arrays.copyOfRange(bytes, LONG - SHORT, LONG) : bytes;
    }

    /** A network: the addresses that share the first bits. */
    record Network(byte[] base, int bits) {
        /**
         * Reads the form {@code 10.0.0.0/8}.
         *
         * @throws EvaluationException if the text is no network
         */
        static Network parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? "" : text.substring(0, slash);
            boolean long6 = address.indexOf(':') >= 0;
            IpAddress base = IpAddress.parse(address);
            String bits = text.substring(slash + 1);
            if (base == null || !bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > (long6 ? 128 : 32)) {
                throw new EvaluationException("no network: \"" + text + "\" (expected: such as 10.0.0.0/8)");
            }
            int count = Integer.parseInt(bits);
            byte[] shortest = base.shortest();
            return long6 && shortest.length == SHORT
                    ? new Network(shortest, Math.max(0, count - 96))
                    : new Network(shortest, count);
        }

        boolean contains(IpAddress address) {
            byte[] other = address.shortest();
            if (other.length != base.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> i % 8;
                if ((base[i / 8] & mask) != (other[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
