// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Messages as OTLP/JSON, in any of the forms that a sender may choose. */
final class JsonForm {
    private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

    private final Random random;

    JsonForm(long seed) {
        this.random = new Random(seed);
    }

    byte[] serialize(Message message) {
        return object(message).toString().getBytes(UTF_8);
    }

    private JsonObject object(Message message) {
        List<Map.Entry<String, JsonElement>> members = new ArrayList<>();
        message.getAllFields()
                .forEach((field, value) -> members.add(Map.entry(field.getJsonName(), json(field, value))));
        if (oneIn(6)) {
            members.add(Map.entry("unknownField", object(message.getDefaultInstanceForType())));
        }
        if (oneIn(6)) {
            members.add(Map.entry("trace_id", new JsonPrimitive("snake case is unknown")));
        }
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            boolean absent = field.isRepeated() ? message.getRepeatedFieldCount(field) == 0 : !message.hasField(field);
            if (absent && field.getContainingOneof() == null && oneIn(10)) {
                members.add(Map.entry(field.getJsonName(), JsonNull.INSTANCE));
            }
        }
        Collections.shuffle(members, random);
        JsonObject object = new JsonObject();
        members.forEach(member -> object.add(member.getKey(), member.getValue()));
        return object;
    }

    private JsonElement json(FieldDescriptor field, Object value) {
        if (field.isRepeated()) {
            JsonArray array = new JsonArray();
            ((List<?>) value).forEach(element -> array.add(single(field, element)));
            return array;
        }
        return single(field, value);
    }

    private JsonElement single(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case MESSAGE -> object((Message) value);
            case ENUM -> enumeration((EnumValueDescriptor) value);
            case BYTES ->
                new JsonPrimitive(IDS.contains(field.getName()) ? hex((ByteString) value) : base64((ByteString) value));
            case INT64, SFIXED64 -> integer(value.toString());
            case FIXED64 -> integer(Long.toUnsignedString((Long) value));
            case UINT32, FIXED32 -> integer(Integer.toUnsignedString((Integer) value));
            case DOUBLE -> number((Double) value);
            default -> value instanceof Boolean flag ? new JsonPrimitive(flag) : new JsonPrimitive(value.toString());
        };
    }

    private JsonElement enumeration(EnumValueDescriptor value) {
        boolean byName = oneIn(4) && value.getIndex() >= 0;
        return byName ? new JsonPrimitive(value.getName()) : integer(Integer.toString(value.getNumber()));
    }

    private JsonElement integer(String digits) {
        return oneIn(3) ? new JsonPrimitive(new BigDecimal(digits)) : new JsonPrimitive(digits);
    }

    private static JsonElement number(double number) {
        return Double.isFinite(number) ? new JsonPrimitive(number) : new JsonPrimitive(Double.toString(number));
    }

    private String hex(ByteString id) {
        String hex = HexFormat.of().formatHex(id.toByteArray());
        return oneIn(3) ? hex.toUpperCase(Locale.ROOT) : hex;
    }

    private String base64(ByteString bytes) {
        return (oneIn(3) ? Base64.getUrlEncoder().withoutPadding() : Base64.getEncoder())
                .encodeToString(bytes.toByteArray());
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
