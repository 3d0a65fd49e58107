// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

/**
 * Reads OTLP/JSON, front to back and leniently: null is the default of any field, integers are numbers or strings, enums
 * are numbers or names.
 *
 * <p>An error names the line, the column and the path. Depth is bounded, and so is the size of a number.
 */
final class JsonSource {
    /** More than what a hundred nested messages, protobuf's limit, need. */
    private static final int MAX_DEPTH = 255;

    private static final int MAX_DIGITS = 40;

    private final JsonReader reader;

    private JsonSource(String json) {
        reader = new JsonReader(new StringReader(json));
        reader.setNestingLimit(MAX_DEPTH);
    }

    /** Reads the value of an object's member; must consume it. */
    @FunctionalInterface
    interface Member {
        void read(String name, JsonSource in) throws IOException, MalformedOtlpException;
    }

    /** Reads an array's element; must consume it. */
    @FunctionalInterface
    interface Element {
        void read(JsonSource in) throws IOException, MalformedOtlpException;
    }

    /**
     * Reads a document, which is one object.
     *
     * @throws MalformedOtlpException if it is not JSON in UTF-8, or a field has a value that it cannot have
     */
    static void read(byte[] body, Member member) throws MalformedOtlpException {
        JsonSource in = new JsonSource(Utf8.decode(body, 0, body.length));
        try {
            in.object(member);
            if (in.reader.peek() != JsonToken.END_DOCUMENT) {
                throw in.malformed("a second value behind the first");
            }
        } catch (EOFException e) {
            throw in.error("Truncated: the JSON ends too early");
        } catch (MalformedJsonException e) {
            throw in.malformed(reason(e));
        } catch (IOException e) {
            throw in.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Reads an object. */
    void object(Member member) throws IOException, MalformedOtlpException {
        if (!isNull()) {
            expect(JsonToken.BEGIN_OBJECT, "an object");
            reader.beginObject();
            while (reader.hasNext()) {
                member.read(reader.nextName(), this);
            }
            reader.endObject();
        }
    }

    /** Reads an array. */
    void array(Element element) throws IOException, MalformedOtlpException {
        if (!isNull()) {
            expect(JsonToken.BEGIN_ARRAY, "an array");
            reader.beginArray();
            while (reader.hasNext()) {
                element.read(this);
            }
            reader.endArray();
        }
    }

    /** Reads the elements of an array, or, as its only element, an object. */
    void arrayOrObject(Element element) throws IOException, MalformedOtlpException {
        if (reader.peek() == JsonToken.BEGIN_OBJECT) {
            element.read(this);
        } else {
            array(element);
        }
    }

    /** Skips the value of a member that nobody knows. */
    void skip() throws IOException {
        reader.skipValue();
    }

    String string() throws IOException, MalformedOtlpException {
        if (isNull()) {
            return "";
        }
        expect(JsonToken.STRING, "a string");
        return reader.nextString();
    }

    /** Reads an ID: hex, of any case. */
    String hex() throws IOException, MalformedOtlpException {
        return string().toLowerCase(Locale.ROOT);
    }

    boolean bool() throws IOException, MalformedOtlpException {
        if (isNull()) {
            return false;
        }
        expect(JsonToken.BOOLEAN, "true or false");
        return reader.nextBoolean();
    }

    /** Reads bytes: Base64, of the standard alphabet or that for URLs. */
    byte[] bytes() throws IOException, MalformedOtlpException {
        String text = string();
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw unexpected("Base64", text);
        }
    }

    double float64() throws IOException, MalformedOtlpException {
        String text = numeral("a number");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw unexpected("a number", text);
        }
    }

    /** Reads an int64. */
    long int64() throws IOException, MalformedOtlpException {
        return integer(numeral("an integer"), true, Long.SIZE);
    }

    /** Reads a uint64 or fixed64. */
    long uint64() throws IOException, MalformedOtlpException {
        return integer(numeral("an integer"), false, Long.SIZE);
    }

    /** Reads a uint32 or fixed32. */
    int uint32() throws IOException, MalformedOtlpException {
        return (int) integer(numeral("an integer"), false, Integer.SIZE);
    }

    /** Reads an enum: its number or its name, which is the prefix and one of the names, in the order of their numbers. */
    int enumeration(String prefix, String... names) throws IOException, MalformedOtlpException {
        String text = numeral("an enum's number");
        for (int number = 0; number < names.length; number++) {
            if (text.equals(prefix + names[number])) {
                return number;
            }
        }
        return (int) integer(text, true, Integer.SIZE);
    }

    private String numeral(String expected) throws IOException, MalformedOtlpException {
        if (isNull()) {
            return "0";
        }
        if (reader.peek() != JsonToken.NUMBER) {
            expect(JsonToken.STRING, expected);
        }
        return reader.nextString();
    }

    private long integer(String text, boolean signed, int bits) throws MalformedOtlpException {
        String expected = (signed ? "a signed" : "an unsigned") + " integer of " + bits + " bits";
        try {
            BigDecimal decimal = new BigDecimal(text.substring(0, Math.min(text.length(), MAX_DIGITS)));
            if (text.length() > MAX_DIGITS || decimal.scale() > MAX_DIGITS || decimal.scale() < -MAX_DIGITS) {
                throw unexpected(expected, text);
            }
            BigInteger integer = decimal.toBigIntegerExact();
            if (signed ? integer.bitLength() >= bits : integer.signum() < 0 || integer.bitLength() > bits) {
                throw unexpected(expected, text);
            }
            return integer.longValue();
        } catch (ArithmeticException | NumberFormatException e) {
            throw unexpected(expected, text);
        }
    }

    private boolean isNull() throws IOException {
        if (reader.peek() != JsonToken.NULL) {
            return false;
        }
        reader.nextNull();
        return true;
    }

    private void expect(JsonToken token, String expected) throws IOException, MalformedOtlpException {
        JsonToken actual = reader.peek();
        if (actual != token) {
            throw malformed("expected " + expected + " but was "
                    + switch (actual) {
                        case BEGIN_OBJECT -> "an object";
                        case BEGIN_ARRAY -> "an array";
                        case STRING, NUMBER -> quoted(reader.nextString());
                        case BOOLEAN -> reader.nextBoolean();
                        default -> "nothing";
                    });
        }
    }

    private MalformedOtlpException unexpected(String expected, String actual) {
        return malformed("expected " + expected + " but was " + quoted(actual));
    }

    private MalformedOtlpException malformed(String what) {
        return error("Malformed: " + what);
    }

    private MalformedOtlpException error(String what) {
        // The tokenizer tells its place in no other way: "JsonReader at line 1 column 2 path $".
        String place = reader.toString();
        return new MalformedOtlpException(what + place.substring(place.indexOf(' ')));
    }

    private static String reason(MalformedJsonException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf(" at line ");
        return place < 0 || message.startsWith("Use JsonReader") ? "not JSON" : message.substring(0, place);
    }

    private static String quoted(String text) {
        return '"' + (text.length() > MAX_DIGITS ? text.substring(0, MAX_DIGITS) + "..." : text) + '"';
    }
}
