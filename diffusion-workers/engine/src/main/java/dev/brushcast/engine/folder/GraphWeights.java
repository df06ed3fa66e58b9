package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How an ONNX model keeps its weights, found by walking the protocol buffer and skipping everything else: {@code
 * ModelProto.graph} (7) → {@code GraphProto.initializer} (5) → {@code TensorProto.data_type} (2) and {@code external_data}
 * (13) → the pairs {@code key} (1) {@code "location"} or {@code "length"}, {@code value} (2).
 */
final class GraphWeights {

    private static final int[] WAY = {7, 5, 13};
    private static final int TENSOR = 2;
    private static final int DATA_TYPE = 2;
    private static final int FLOAT16 = 10;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int LONGEST_NAME = 4096;

    private final Path file;
    private final InputStream in;
    /** How many weights are in a file. */
    private final Map<String, Integer> locations = new LinkedHashMap<>();
    /** How many of all weights say how long they are, and how long together. */
    private int lengths;

    private long length;
    private boolean halfPrecision;
    private long position;

    private GraphWeights(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** @throws EngineException if the file is no ONNX model */
    static GraphWeights of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            GraphWeights walk = new GraphWeights(file, in);
            walk.message(Files.size(file), 0);
            return walk;
        } catch (EOFException e) {
            throw new EngineException(file + " is cut short: copy it again", e);
        }
    }

    /** The files that hold weights, as paths relative to the model's folder, in the order of the graph. */
    Set<String> locations() {
        return Collections.unmodifiableSet(locations.keySet());
    }

    /** How much of these files is the graph's, which others may share; nothing where it does not say. */
    OptionalLong externalBytes() {
        int weights = locations.values().stream().mapToInt(Integer::intValue).sum();
        return weights == lengths ? OptionalLong.of(length) : OptionalLong.empty();
    }

    /** Whether there are weights in half precision. */
    boolean halfPrecision() {
        return halfPrecision;
    }

    private void message(long end, int depth) throws IOException {
        String key = "";
        while (position < end) {
            long tag = varint();
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> {
                    long value = varint();
                    halfPrecision |= depth == TENSOR && field == DATA_TYPE && value == FLOAT16;
                }
                case 1 -> skip(8);
                case 2 -> {
                    long length = varint();
                    if (length < 0 || length > end - position) {
                        throw new EOFException();
                    }
                    if (depth < WAY.length && field == WAY[depth]) {
                        message(position + length, depth + 1);
                    } else if (depth == WAY.length && field == KEY) {
                        key = text(length);
                    } else if (depth == WAY.length && field == VALUE && key.equals("location")) {
                        locations.merge(text(length), 1, Integer::sum);
                    } else if (depth == WAY.length && field == VALUE && key.equals("length")) {
                        lengths++;
                        this.length += number(text(length));
                    } else {
                        skip(length);
                    }
                }
                case 5 -> skip(4);
                default -> throw new EngineException(file + " is not an ONNX model: copy or export it again");
            }
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            position++;
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new EngineException(file + " is not an ONNX model: copy or export it again");
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EngineException(file + " is not an ONNX model: copy or export it again", e);
        }
    }

    private String text(long length) throws IOException {
        if (length > LONGEST_NAME) {
            throw new EngineException(file + " is not an ONNX model: copy or export it again");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        position += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
        position += length;
    }
}
