// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Coercions;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Literal;
import dev.spanhound.collector.ottl.value.Opaque;
import dev.spanhound.collector.ottl.value.Opaque.Id.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** IDs of traces and spans, and new ones. */
final class IdFunctions {
    private IdFunctions() {}

    static void addTo(Family family) {
        family.with("TraceID", "target", a -> id(a, Kind.TRACE_ID, 16))
                .with("SpanID", "target", a -> id(a, Kind.SPAN_ID, 8))
                .with("UUID", "", a -> item -> UUID.randomUUID().toString())
                .with("UUIDv7", "", a -> item -> timeOrdered().toString());
    }

    private static Expression id(Arguments arguments, Kind kind, int length) {
        Like<byte[]> target = arguments.like(0, Coercions::asBytes);
        Literal literal = arguments.any(0).literal();
        if (literal == null) {
            return item -> id(target.of(item), kind, length);
        }
        Opaque.Id id = Arguments.blame(0, () -> id(Coercions.asBytes(literal.value()), kind, length));
        return item -> id;
    }

    private static Opaque.Id id(byte @Nullable [] bytes, Kind kind, int length) {
        int count = bytes == null ? 0 : bytes.length;
        if (bytes != null && count == length) {
            return new Opaque.Id(kind, HexFormat.of().formatHex(bytes));
        }
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
        if (count == 2 * length && text.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return new Opaque.Id(kind, text.toLowerCase(Locale.ROOT));
        }
        throw new EvaluationException(
                "expected " + length + " bytes or " + 2 * length + " hexadecimal digits, but got " + count + " bytes");
    }

    private static UUID timeOrdered() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
