package dev.brushcast.engine.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.onnx.device.OrtMessages;
import java.util.List;
import java.util.Map;

/** One graph of a model, loaded: what goes in, what comes out, and running it. Owned by one thread. */
public final class OrtGraph implements AutoCloseable {

    private final String name;
    private final OrtSession session;
    private final List<Port> inputs;
    private final List<Port> outputs;

    public OrtGraph(String name, OrtSession session) throws OrtException {
        this.name = name;
        this.session = session;
        this.inputs = ports(session.getInputInfo());
        this.outputs = ports(session.getOutputInfo());
    }

    public List<Port> inputs() {
        return inputs;
    }

    public List<Port> outputs() {
        return outputs;
    }

    /** Runs the graph; outputs are written in place. */
    public void run(Map<String, OnnxTensor> in, Map<String, OnnxTensor> out) {
        try (OrtSession.Result _ = session.run(in, out)) {
            // What comes out is in the tensors that were handed in.
        } catch (OrtException e) {
            throw OrtMessages.failure(name, e);
        }
    }

    /** Runs the graph for outputs whose shapes are not known before. */
    public OrtSession.Result run(Map<String, OnnxTensor> in) throws OrtException {
        return session.run(in);
    }

    /** The graph does not fit: says what was expected and what was found. */
    public EngineException unsuitable(String expected) {
        return new EngineException(name + ": expected " + expected + ", found inputs " + inputs + " and outputs "
                + outputs + "; export the model again or use another");
    }

    /** Its file, inputs and outputs, for people. */
    @Override
    public String toString() {
        return name + ": " + inputs + " -> " + outputs;
    }

    private static List<Port> ports(Map<String, NodeInfo> infos) {
        return infos.values().stream()
                .filter(info -> info.getInfo() instanceof TensorInfo)
                .map(info -> Port.of(info.getName(), (TensorInfo) info.getInfo()))
                .toList();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException(name + " cannot be closed: " + OrtMessages.firstLine(e), e);
        }
    }
}
