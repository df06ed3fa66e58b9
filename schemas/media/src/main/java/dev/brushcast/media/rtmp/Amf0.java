package dev.brushcast.media.rtmp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of AMF 0 as commands need: numbers, booleans, strings, objects, nothing. */
final class Amf0 {

    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int ECMA_ARRAY = 8;
    private static final int OBJECT_END = 9;
    private static final int STRICT_ARRAY = 10;
    private static final int LONG_STRING = 12;
    private static final int DEEPEST = 8;

    private Amf0() {}

    /**
     * The values of a command: {@link Double}, {@link Boolean}, {@link String}, {@link Map}, null.
     *
     * @throws RtmpProtocolException if they are none
     */
    static List<@Nullable Object> read(byte[] payload, int from) throws RtmpProtocolException {
        ByteBuffer in = ByteBuffer.wrap(payload, from, payload.length - from);
        List<@Nullable Object> values = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                values.add(value(in, 0));
            }
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            throw new RtmpProtocolException("a command that cannot be read");
        }
        return values;
    }

    private static @Nullable Object value(ByteBuffer in, int depth) {
        int type = in.get();
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
        return switch (type) {
            case NUMBER -> in.getDouble();
            case BOOLEAN -> in.get() != 0;
            case STRING -> text(in, Short.toUnsignedInt(in.getShort()));
            case LONG_STRING -> text(in, in.getInt());
            case OBJECT -> object(in, depth);
            case ECMA_ARRAY -> {
                in.getInt();
                yield object(in, depth);
            }
            case STRICT_ARRAY -> array(in, depth);
            case NULL, UNDEFINED -> null;
            default -> throw new IllegalArgumentException("AMF type " + type);
        };
    }

    private static List<@Nullable Object> array(ByteBuffer in, int depth) {
        int length = in.getInt();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(value(in, depth + 1));
        }
        return values;
    }

    private static Map<String, @Nullable Object> object(ByteBuffer in, int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (true) {
            String name = text(in, Short.toUnsignedInt(in.getShort()));
            if (name.isEmpty() && in.get(in.position()) == OBJECT_END) {
                in.get();
                return fields;
            }
            fields.put(name, value(in, depth + 1));
        }
    }

    private static String text(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The bytes of values; null stands for nothing. */
    static byte[] write(@Nullable Object... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Object value : values) {
                write(out, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(NULL);
            case Number number -> {
                out.writeByte(NUMBER);
                out.writeDouble(number.doubleValue());
            }
            case String text -> {
                out.writeByte(STRING);
                out.writeUTF(text);
            }
            case Map<?, ?> fields -> {
                out.writeByte(OBJECT);
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    out.writeUTF(String.valueOf(field.getKey()));
                    write(out, field.getValue());
                }
                out.writeShort(0);
                out.writeByte(OBJECT_END);
            }
            default -> throw new IllegalArgumentException("no AMF for " + value.getClass());
        }
    }
}
