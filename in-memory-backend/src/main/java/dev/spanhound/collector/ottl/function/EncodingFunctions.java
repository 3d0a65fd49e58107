// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.Bytes;
import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Values;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Base64 and character sets. */
final class EncodingFunctions {
    private EncodingFunctions() {}

    static void addTo(Family family) {
        family.with("Base64Encode", "target, variant?", EncodingFunctions::encode)
                .with("Decode", "target, encoding", EncodingFunctions::decode);
    }

    private static Expression encode(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        Typed<String> variant = arguments.has(1) ? arguments.string(1) : new Constant<>("base64");
        return item -> {
            byte[] bytes = target.of(item).getBytes(StandardCharsets.UTF_8);
            return encoder(variant.of(item)).encodeToString(bytes);
        };
    }

    private static Base64.Encoder encoder(String variant) {
        return switch (variant) {
            case "base64" -> Base64.getEncoder();
            case "base64-raw" -> Base64.getEncoder().withoutPadding();
            case "base64-url" -> Base64.getUrlEncoder();
            case "base64-raw-url" -> Base64.getUrlEncoder().withoutPadding();
            default ->
                throw new EvaluationException("no variant of Base64: \"" + variant
                        + "\" (expected: base64, base64-raw, base64-url or base64-raw-url)");
        };
    }

    private static Expression decode(Arguments arguments) {
        Expression target = arguments.any(0);
        Typed<String> encoding = arguments.string(1);
        String literal = encoding.constant();
        Function<byte[], String> known = literal == null ? null : Arguments.blame(1, () -> decoder(literal));
        return item -> {
            byte[] bytes = bytes(target.of(item));
            return (known == null ? decoder(encoding.of(item)) : known).apply(bytes);
        };
    }

    private static byte[] bytes(@Nullable Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        } else if (value instanceof Bytes bytes) {
            return bytes.content();
        }
        throw new EvaluationException("Decode needs a string or bytes, but got " + Values.describe(value));
    }

    private static Function<byte[], String> decoder(String encoding) {
        return switch (encoding) {
            case "base64" -> bytes -> base64(Base64.getDecoder(), bytes, true);
            case "base64-raw" -> bytes -> base64(Base64.getDecoder(), bytes, false);
            case "base64-url" -> bytes -> base64(Base64.getUrlDecoder(), bytes, true);
            case "base64-raw-url" -> bytes -> base64(Base64.getUrlDecoder(), bytes, false);
            default -> {
                Charset charset = charset(encoding);
                yield bytes -> text(charset, bytes);
            }
        };
    }

    /** Go ignores line ends, and insists on padding or on none. */
    private static String base64(Base64.Decoder decoder, byte[] bytes, boolean padded) {
        String text =
                new String(bytes, StandardCharsets.ISO_8859_1).replace("\r", "").replace("\n", "");
        if (padded ? text.length() % 4 != 0 : text.endsWith("=")) {
            throw new EvaluationException("no Base64" + (padded ? "" : " without padding") + ": \"" + text + '"');
        }
        try {
            return new String(decoder.decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException("no Base64: \"" + text + "\": " + e.getMessage());
        }
    }

    private static Charset charset(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "utf-8", "utf8", "utf-8-raw", "utf8-raw", "ascii", "us-ascii", "nop" -> StandardCharsets.UTF_8;
            case "utf-16", "utf16" -> StandardCharsets.UTF_16LE;
            default -> {
                try {
                    yield Charset.forName(name);
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    throw new EvaluationException("no encoding: \"" + name + '"');
                }
            }
        };
    }

    private static String text(Charset charset, byte[] bytes) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EvaluationException("not " + charset + ": " + e.getMessage());
        }
    }
}
