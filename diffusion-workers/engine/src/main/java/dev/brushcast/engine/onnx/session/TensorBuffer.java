package dev.brushcast.engine.onnx.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.onnx.device.OrtRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * A tensor in memory of its own outside of the heap, which the runtime reads and writes in place. Numbers go in and come
 * out as floats whatever their type. Owned by one thread.
 */
public final class TensorBuffer implements AutoCloseable {

    private static final int MIB_BITS = 20;
    private static final int BFLOAT16_BITS = 16;
    private static final int HALF_OF_THE_LAST = 0x7fff;

    private final ByteBuffer bytes;
    private final OnnxJavaType type;
    private final OnnxTensor tensor;
    private float[] scratch = {};

    public TensorBuffer(OnnxJavaType type, long... shape) {
        this.type = type;
        this.bytes = allocate(Arrays.stream(shape).reduce(type.size, Math::multiplyExact));
        try {
            this.tensor = OnnxTensor.createTensor(OrtRuntime.environment(), bytes, shape, type);
        } catch (OrtException e) {
            throw new EngineException("a tensor of type " + type + " cannot be made: " + e.getMessage(), e);
        }
    }

    public OnnxTensor tensor() {
        return tensor;
    }

    /** Its size in bytes. */
    public long bytes() {
        return bytes.capacity();
    }

    /** Writes values from an element on. */
    public void put(int at, float[] values) {
        switch (type) {
            case FLOAT -> floats().put(at, values);
            case FLOAT16 -> {
                ShortBuffer shorts = shorts();
                for (int i = 0; i < values.length; i++) {
                    shorts.put(at + i, Float.floatToFloat16(values[i]));
                }
            }
            case BFLOAT16 -> {
                ShortBuffer shorts = shorts();
                for (int i = 0; i < values.length; i++) {
                    shorts.put(at + i, floatToBfloat16(values[i]));
                }
            }
            default -> {
                for (int i = 0; i < values.length; i++) {
                    put(at + i, values[i]);
                }
            }
        }
    }

    /** Writes values times a factor, from an element on. */
    public void putScaled(int at, float[] values, double factor) {
        if (factor == 1) {
            put(at, values);
            return;
        }
        if (scratch.length != values.length) {
            scratch = new float[values.length];
        }
        for (int i = 0; i < values.length; i++) {
            scratch[i] = (float) (values[i] * factor);
        }
        put(at, scratch);
    }

    /** Writes one value. */
    public void put(int at, double value) {
        switch (type) {
            case FLOAT -> bytes.putFloat(at * Float.BYTES, (float) value);
            case FLOAT16 -> bytes.putShort(at * Short.BYTES, Float.floatToFloat16((float) value));
            case BFLOAT16 -> bytes.putShort(at * Short.BYTES, floatToBfloat16((float) value));
            case DOUBLE -> bytes.putDouble(at * Double.BYTES, value);
            case INT64 -> bytes.putLong(at * Long.BYTES, (long) value);
            case INT32 -> bytes.putInt(at * Integer.BYTES, (int) value);
            case BOOL -> bytes.put(at, (byte) (value == 0 ? 0 : 1));
            default -> throw new IllegalStateException("no numbers go into a tensor of type " + type);
        }
    }

    /** Reads values from an element on. */
    public void get(int at, float[] into) {
        switch (type) {
            case FLOAT -> floats().get(at, into);
            case FLOAT16 -> {
                ShortBuffer shorts = shorts();
                for (int i = 0; i < into.length; i++) {
                    into[i] = Float.float16ToFloat(shorts.get(at + i));
                }
            }
            case BFLOAT16 -> {
                ShortBuffer shorts = shorts();
                for (int i = 0; i < into.length; i++) {
                    into[i] = Float.intBitsToFloat(shorts.get(at + i) << BFLOAT16_BITS);
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = (float) bytes.getDouble((at + i) * Double.BYTES);
                }
            }
            default -> throw new IllegalStateException("no floats come out of a tensor of type " + type);
        }
    }

    /** What does not fit into the memory beside the heap fails its own frames, and not the engine. */
    private static ByteBuffer allocate(long size) {
        try {
            return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError | ArithmeticException e) {
            throw new EngineException(
                    "no room for a tensor of " + (size >> MIB_BITS) + " MiB beside the heap (" + e.getMessage()
                            + "): take smaller pictures, or give more with -XX:MaxDirectMemorySize",
                    e);
        }
    }

    /** Takes over a tensor of the same type and size. */
    public void copyFrom(OnnxTensor other) {
        ByteBuffer from = other.getByteBuffer();
        bytes.duplicate().order(ByteOrder.nativeOrder()).put(0, from, from.position(), from.remaining());
    }

    /** Reads one whole number. */
    public long getLong(int at) {
        return switch (type) {
            case INT64 -> bytes.getLong(at * Long.BYTES);
            case INT32 -> bytes.getInt(at * Integer.BYTES);
            default -> throw new IllegalStateException("no whole numbers come out of a tensor of type " + type);
        };
    }

    /** Reads one truth value. */
    public boolean getBoolean(int at) {
        return bytes.get(at) != 0;
    }

    /** The upper half of a float, rounded to the nearest, to the even one of two that are as near. */
    private static short floatToBfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        int odd = (bits >>> BFLOAT16_BITS) & 1;
        return (short) ((Float.isNaN(value) ? bits : bits + HALF_OF_THE_LAST + odd) >>> BFLOAT16_BITS);
    }

    private FloatBuffer floats() {
        return bytes.asFloatBuffer();
    }

    private ShortBuffer shorts() {
        return bytes.asShortBuffer();
    }

    @Override
    public void close() {
        tensor.close();
    }
}
