// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoding as W3C Baggage asks for it: UTF-8, and {@code +} is a plus. */
final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /** Encodes the percent sign and all that is no baggage-octet. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(UTF_8)) {
            if (isOctet((char) (each & 0xff)) && each != '%') {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    /** Decodes. What is no UTF-8 becomes U+FFFD, and a percent sign without two hex digits stays. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEncoded(text, i)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(UTF_8));
            }
        }
        return bytes.toString(UTF_8);
    }

    static boolean isEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    static boolean isOctet(char each) {
        return each > ' ' && each < 0x7f && each != '"' && each != ',' && each != ';' && each != '\\';
    }
}
