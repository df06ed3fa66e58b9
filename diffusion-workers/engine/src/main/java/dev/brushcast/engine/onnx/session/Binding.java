package dev.brushcast.engine.onnx.session;

import ai.onnxruntime.OnnxTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** A graph's tensors at one batch size and picture size, made once and used again for every run. Owned by one thread. */
public final class Binding implements AutoCloseable {

    private final Map<String, TensorBuffer> buffers = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> in = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> out = new LinkedHashMap<>();

    public Binding input(Port port, long... shape) {
        in.put(port.name(), add("in:", port, shape).tensor());
        return this;
    }

    public Binding output(Port port, long... shape) {
        out.put(port.name(), add("out:", port, shape).tensor());
        return this;
    }

    public TensorBuffer in(Port port) {
        return buffer("in:", port);
    }

    public TensorBuffer out(Port port) {
        return buffer("out:", port);
    }

    public void run(OrtGraph graph) {
        graph.run(in, out);
    }

    private TensorBuffer add(String side, Port port, long... shape) {
        TensorBuffer buffer = new TensorBuffer(port.type(), shape);
        buffers.put(side + port.name(), buffer);
        return buffer;
    }

    private TensorBuffer buffer(String side, Port port) {
        TensorBuffer buffer = buffers.get(side + port.name());
        if (buffer == null) {
            throw new IllegalStateException(port + " is not bound");
        }
        return buffer;
    }

    @Override
    public void close() {
        buffers.values().forEach(TensorBuffer::close);
    }
}
