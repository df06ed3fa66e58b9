package dev.brushcast.engine.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import dev.brushcast.engine.onnx.device.OrtRuntime;
import dev.brushcast.engine.onnx.image.OnnxWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tensors of bfloat16, the upper halves of floats. */
class BrainFloatTest {

    private static final int BFLOAT16 = 16;

    @Test
    void numbersGoInAndComeOutAsTheRuntimeReadsAndWritesThem() throws OrtException {
        byte[] graph = new OnnxWriter()
                .input("x", BFLOAT16, 6)
                .output("y", OnnxWriter.FLOAT, 6)
                .output("z", BFLOAT16, 6)
                .nodeWithInt("Cast", "y", "to", OnnxWriter.FLOAT, "x")
                .nodeWithInt("Cast", "z", "to", BFLOAT16, "y")
                .bytes();
        // 1 + 1/256 is as near to 1 as to 1 + 1/128, and 1 + 3/256 to that as to 1 + 2/128.
        float[] values = {1 + 1f / 256, 1 + 3f / 256, (float) -Math.PI, 0, Float.MAX_VALUE, Float.NaN};
        float[] rounded = {1, 1.015625f, -3.140625f, 0, Float.POSITIVE_INFINITY, Float.NaN};

        try (OrtGraph cast = new OrtGraph("cast", OrtRuntime.environment().createSession(graph));
                TensorBuffer x = new TensorBuffer(OnnxJavaType.BFLOAT16, 6);
                TensorBuffer y = new TensorBuffer(OnnxJavaType.FLOAT, 6);
                TensorBuffer z = new TensorBuffer(OnnxJavaType.BFLOAT16, 6)) {
            assertThat(cast.inputs().getFirst().isFloat()).isTrue();
            x.put(0, values);
            x.put(2, -Math.PI);
            cast.run(Map.of("x", x.tensor()), Map.of("y", y.tensor(), "z", z.tensor()));

            for (TensorBuffer out : new TensorBuffer[] {x, y, z}) {
                float[] read = new float[6];
                out.get(0, read);
                assertThat(read).containsExactly(rounded);
            }
        }
    }
}
