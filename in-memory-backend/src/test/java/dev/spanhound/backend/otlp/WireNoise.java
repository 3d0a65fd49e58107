// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Serializes messages as no sane sender does, but any may: fields in random order, singular ones repeated, embedded
 * messages in two parts, and unknown fields of all wire types in between, at every level.
 */
final class WireNoise {
    private final Random random;

    WireNoise(long seed) {
        this.random = new Random(seed);
    }

    byte[] serialize(Message message) {
        return join(shuffled(fields(message)));
    }

    /** Each field of the message, by itself; those of a repeated field in one list, for their order counts. */
    private List<List<byte[]>> fields(Message message) {
        List<List<byte[]>> fields = new ArrayList<>();
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            List<byte[]> values = new ArrayList<>();
            if (field.isRepeated()) {
                for (Object value : (List<?>) entry.getValue()) {
                    values.add(field(field, value));
                }
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                addEmbedded(values, field, (Message) entry.getValue());
            } else {
                if (oneIn(6)) {
                    values.add(field(
                            field, field.getContainingOneof() == null ? field.getDefaultValue() : entry.getValue()));
                }
                values.add(field(field, entry.getValue()));
            }
            fields.add(values);
        }
        while (oneIn(4)) {
            fields.add(List.of(unknown(message)));
        }
        return fields;
    }

    private void addEmbedded(List<byte[]> values, FieldDescriptor field, Message value) {
        if (oneIn(6)) {
            List<byte[]> parts = shuffled(fields(value));
            int cut = random.nextInt(parts.size() + 1);
            values.add(Bytes.message(field.getNumber(), join(parts.subList(0, cut))));
            values.add(Bytes.message(field.getNumber(), join(parts.subList(cut, parts.size()))));
        } else {
            values.add(field(field, value));
        }
    }

    private byte[] field(FieldDescriptor field, Object value) {
        if (value instanceof Message message) {
            return Bytes.message(field.getNumber(), serialize(message));
        }
        return Bytes.write(out -> {
            int number = field.getNumber();
            switch (field.getType()) {
                case STRING -> out.writeString(number, (String) value);
                case BYTES -> out.writeBytes(number, (ByteString) value);
                case BOOL -> out.writeBool(number, (Boolean) value);
                case INT64 -> out.writeInt64(number, (Long) value);
                case INT32 -> out.writeInt32(number, (Integer) value);
                case UINT32 -> out.writeUInt32(number, (Integer) value);
                case DOUBLE -> out.writeDouble(number, (Double) value);
                case SINT32 -> out.writeSInt32(number, (Integer) value);
                case UINT64 -> out.writeUInt64(number, (Long) value);
                case SFIXED64, FIXED64 -> out.writeFixed64(number, (Long) value);
                case FIXED32 -> out.writeFixed32(number, (Integer) value);
                case ENUM -> out.writeEnum(number, ((EnumValueDescriptor) value).getNumber());
                default -> throw new IllegalStateException(field.toString());
            }
        });
    }

    private byte[] unknown(Message message) {
        int number = 40 + random.nextInt(3000);
        if (oneIn(3) && !message.getDescriptorForType().getFields().isEmpty()) {
            return wrongWireType(message);
        }
        return Bytes.write(out -> unknownSet(number, 0).writeTo(out));
    }

    private UnknownFieldSet unknownSet(int number, int depth) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        switch (random.nextInt(depth < 3 ? 5 : 4)) {
            case 0 -> field.addVarint(random.nextLong());
            case 1 -> field.addFixed32(random.nextInt());
            case 2 -> field.addFixed64(random.nextLong());
            case 3 -> field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(200)]));
            default -> field.addGroup(unknownSet(1 + random.nextInt(50), depth + 1));
        }
        return UnknownFieldSet.newBuilder().addField(number, field.build()).build();
    }

    /** A field with a known number, but of a wire type which is not its own: as unknown as any other. */
    private byte[] wrongWireType(Message message) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        return Bytes.write(out -> {
            if (field.getLiteType().getWireType() != WireFormat.WIRETYPE_VARINT) {
                out.writeUInt64(field.getNumber(), random.nextLong());
            } else {
                out.writeFixed32(field.getNumber(), random.nextInt());
            }
        });
    }

    private List<byte[]> shuffled(List<List<byte[]>> fields) {
        List<byte[]> all = new ArrayList<>();
        List<ArrayList<byte[]>> queues = new ArrayList<>();
        fields.forEach(values -> queues.add(new ArrayList<>(values)));
        queues.removeIf(List::isEmpty);
        boolean inOrder = random.nextBoolean();
        while (!queues.isEmpty()) {
            int next = inOrder ? 0 : random.nextInt(queues.size());
            all.add(queues.get(next).remove(0));
            if (queues.get(next).isEmpty()) {
                queues.remove(next);
            }
        }
        return all;
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
