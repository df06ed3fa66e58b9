package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.video.devices.DevicePass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Tensors that go with a pass from graph to graph: {@code hidden} (rows, frames, rows and columns of tokens, width), which each
 * block makes anew, and what the first graph makes of time and prompt for all: {@code time} and {@code modulation} (rows, frames
 * and more), of which a graph takes what it has inputs for.
 */
final class Carried {

    static final String HIDDEN = "hidden";
    private static final List<String> OF_TIME = List.of("time", "modulation");

    private Carried() {}

    /** Those of the first graph's outputs that say what time and prompt do. */
    static List<Port> made(OrtGraph first) {
        return ofTime(first.outputs());
    }

    /**
     * Those that another graph takes.
     *
     * @param made the names of those that the first graph makes
     */
    static List<Port> taken(OrtGraph graph, Set<String> made) {
        List<Port> taken = ofTime(graph.inputs());
        for (Port port : taken) {
            if (!made.contains(port.name())) {
                throw graph.unsuitable("no input " + port.name() + ", which embed.onnx does not put out");
            }
        }
        return taken;
    }

    private static List<Port> ofTime(List<Port> ports) {
        return ports.stream().filter(port -> OF_TIME.contains(port.name())).toList();
    }

    /** Sides of a hidden state. */
    static long[] hidden(Port port, PassSizes sizes) {
        return new long[] {sizes.rows(), sizes.frames(), sizes.tokenRows(), sizes.tokenColumns(), port.shape()[4]};
    }

    /** Sides of what time and prompt say. */
    static long[] time(Port port, PassSizes sizes) {
        long[] shape = port.shape().clone();
        shape[0] = sizes.rows();
        shape[1] = sizes.frames();
        return shape;
    }

    static void put(Binding binding, Port port, DevicePass pass, long[] shape) {
        binding.in(port).put(0, pass.carried(port.name(), size(shape)));
    }

    /** @param name what it is called in the next graphs */
    static void get(Binding binding, Port port, String name, DevicePass pass, long[] shape) {
        binding.out(port).get(0, pass.carried(name, size(shape)));
    }

    private static int size(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
