package dev.brushcast.engine.onnx.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;

/**
 * One input or output of a graph.
 *
 * @param name its name in the graph
 * @param type of its elements
 * @param shape its sides, -1 where free
 */
@SuppressWarnings("ArrayRecordComponent") // read only
public record Port(String name, OnnxJavaType type, long[] shape) {

    public static Port of(String name, TensorInfo info) {
        return new Port(name, info.type, info.getShape());
    }

    public int rank() {
        return shape.length;
    }

    public boolean isFloat() {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> true;
            default -> false;
        };
    }

    public boolean isWhole() {
        return switch (type) {
            case INT64, INT32 -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name + " " + type.name().toLowerCase(java.util.Locale.ROOT)
                + Arrays.toString(shape).replace("-1", "?");
    }
}
