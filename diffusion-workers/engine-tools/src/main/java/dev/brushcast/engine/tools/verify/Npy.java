package dev.brushcast.engine.tools.verify;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in NumPy's file format, version 1, little-endian, C order, of float32, int64 or
 * uint8.
 *
 * @param shape its sides
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Npy(int[] shape, float[] values) {

    private static final int MAGIC_LENGTH = 8;
    private static final int HEADER_AT = 10;

    /** Up to here a float holds every whole number. */
    private static final long EXACT = 1L << 24;

    private static final Pattern TYPE = Pattern.compile("'descr': *'([^']*)'");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

    /** @throws EngineException if there is no such file or it is of another kind */
    public static Npy read(Path file) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new EngineException(file + " cannot be read: " + EngineException.reason(e), e);
        }
        if (bytes.capacity() < HEADER_AT || bytes.get(0) != (byte) 0x93 || bytes.get(6) != 1) {
            throw new EngineException(file + " is not a NumPy file of version 1");
        }
        int headerLength = bytes.getShort(MAGIC_LENGTH) & 0xffff;
        String header = new String(bytes.array(), HEADER_AT, headerLength, StandardCharsets.ISO_8859_1);
        Matcher type = TYPE.matcher(header);
        Matcher sides = SHAPE.matcher(header);
        if (!type.find() || !sides.find() || header.contains("'fortran_order': True")) {
            throw new EngineException(file + " has a header that is not understood: " + header.strip());
        }
        int[] shape = Pattern.compile(",")
                .splitAsStream(sides.group(1))
                .map(String::strip)
                .filter(side -> !side.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteBuffer data = bytes.position(HEADER_AT + headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        int bytesEach = switch (type.group(1)) {
            case "<f4" -> Float.BYTES;
            case "<i8" -> Long.BYTES;
            default -> 1;
        };
        if (data.capacity() < (long) values.length * bytesEach) {
            throw new EngineException(file + " is cut short: " + data.capacity() + " bytes of values, "
                    + (long) values.length * bytesEach + " expected; copy it again");
        }
        switch (type.group(1)) {
            case "<f4" -> data.asFloatBuffer().get(values);
            case "<i8" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = whole(data.getLong(i * Long.BYTES), file);
                }
            }
            case "|u1" -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = data.get(i) & 0xff;
                }
            }
            default -> throw new EngineException(file + " holds " + type.group(1) + ", expected <f4, <i8 or |u1");
        }
        return new Npy(shape, values);
    }

    private static float whole(long value, Path file) {
        if (Math.abs(value) > EXACT) {
            throw new EngineException(file + " holds " + value + ", expected whole numbers up to " + EXACT);
        }
        return (float) value;
    }

    /** Number of values in one row, the first side being that of the rows. */
    public int rowLength() {
        return shape.length == 0 || shape[0] == 0 ? values.length : values.length / shape[0];
    }

    /** One row. */
    public float[] row(int at) {
        return Arrays.copyOfRange(values, at * rowLength(), (at + 1) * rowLength());
    }
}
