package dev.brushcast.engine.onnx.video;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.onnx.device.OrtMessages;
import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.BindingPool;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Half an autoencoder as two graphs: one for a stream's first call, which makes the caches, and one for the others, which
 * takes and gives them. Owned by one thread.
 */
final class StreamingGraphs implements AutoCloseable {

    private final OrtGraph first;
    private final OrtGraph step;
    private final Port firstIn;
    private final Port firstOut;
    private final Port stepIn;
    private final Port stepOut;
    private final List<Port> caches = new ArrayList<>();
    private final List<Port> made = new ArrayList<>();
    private final List<Port> written = new ArrayList<>();
    private final BindingPool<Shapes> bindings = new BindingPool<>(this::bind);

    /** @param in name of the input beside the caches */
    StreamingGraphs(OrtGraph first, OrtGraph step, String in, String out) {
        this.first = first;
        this.step = step;
        NamedPorts ofFirst = new NamedPorts(first);
        NamedPorts ofStep = new NamedPorts(step);
        this.firstIn = ofFirst.in(in, 5);
        this.firstOut = ofFirst.out(out, 5);
        this.stepIn = ofStep.in(in, 5);
        this.stepOut = ofStep.out(out, 5);
        int count = ofStep.countIn("cache");
        if (count == 0 || count != ofStep.countOut("cache_out") || count != ofFirst.countOut("cache_out")) {
            throw step.unsuitable("as many inputs cache.0, cache.1 and so on as outputs cache_out.0, cache_out.1");
        }
        for (int i = 0; i < count; i++) {
            caches.add(ofStep.in("cache." + i, 5));
            made.add(ofFirst.out("cache_out." + i, 5));
            written.add(ofStep.out("cache_out." + i, 5));
        }
    }

    /**
     * One run.
     *
     * @param shape of the input
     * @param outShape of the output
     */
    float[] run(GraphMemory memory, float[] input, long[] shape, long[] outShape) {
        float[] output = new float[size(outShape)];
        if (!memory.isEmpty()) {
            Binding binding = bindings.of(new Shapes(asList(shape), asList(outShape)));
            binding.in(stepIn).put(0, input);
            go(memory, binding.in(stepIn), binding.out(stepOut));
            binding.out(stepOut).get(0, output);
            return output;
        }
        try (TensorBuffer in = new TensorBuffer(firstIn.type(), shape);
                TensorBuffer out = new TensorBuffer(firstOut.type(), outShape)) {
            in.put(0, input);
            begin(memory, in, out);
            out.get(0, output);
            return output;
        }
    }

    /** The tensors beside the caches, which all streams of a size use in turn. */
    private record Shapes(List<Long> in, List<Long> out) {}

    private Binding bind(Shapes shapes) {
        return new Binding().input(stepIn, asArray(shapes.in())).output(stepOut, asArray(shapes.out()));
    }

    private static List<Long> asList(long[] sides) {
        return Arrays.stream(sides).boxed().toList();
    }

    private static long[] asArray(List<Long> sides) {
        return sides.stream().mapToLong(Long::longValue).toArray();
    }

    private static int size(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    /** The caches' shapes are known from what the first run puts out. */
    private void begin(GraphMemory memory, TensorBuffer in, TensorBuffer out) {
        List<TensorBuffer> now = new ArrayList<>();
        List<TensorBuffer> room = new ArrayList<>();
        try (OrtSession.Result result = first.run(Map.of(firstIn.name(), in.tensor()))) {
            out.copyFrom(tensor(result, firstOut));
            for (int i = 0; i < caches.size(); i++) {
                OnnxTensor cache = tensor(result, made.get(i));
                long[] sides = cache.getInfo().getShape();
                TensorBuffer kept = new TensorBuffer(caches.get(i).type(), sides);
                now.add(kept);
                room.add(new TensorBuffer(written.get(i).type(), sides));
                kept.copyFrom(cache);
            }
        } catch (OrtException e) {
            throw new EngineException(first + ": " + OrtMessages.firstLine(e), e);
        }
        memory.begin(now, room);
    }

    private static OnnxTensor tensor(OrtSession.Result result, Port port) {
        return (OnnxTensor) result.get(port.name()).orElseThrow();
    }

    private void go(GraphMemory memory, TensorBuffer in, TensorBuffer out) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        Map<String, OnnxTensor> outputs = new HashMap<>();
        inputs.put(stepIn.name(), in.tensor());
        outputs.put(stepOut.name(), out.tensor());
        for (int i = 0; i < caches.size(); i++) {
            inputs.put(caches.get(i).name(), memory.now().get(i).tensor());
            outputs.put(written.get(i).name(), memory.next().get(i).tensor());
        }
        step.run(inputs, outputs);
        memory.turn();
    }

    @Override
    public void close() {
        bindings.close();
        first.close();
        step.close();
    }
}
