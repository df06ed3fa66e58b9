package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import java.util.List;

/**
 * The UNet's inputs and outputs, told apart by rank: exporters name them differently.
 *
 * @param sample noisy latents, and picture latents after them where the network is told the picture
 * @param timestep one per row, one for all ([1]), or a scalar; whole or floating
 * @param states hidden states of the prompt
 * @param prediction what comes out
 * @param extras what only some models want
 * @param sampleChannels of {@code sample}
 * @param contextWidth of one token's state
 */
record UnetPorts(
        Port sample,
        Port timestep,
        Port states,
        Port prediction,
        UnetExtras extras,
        int sampleChannels,
        int contextWidth) {

    static UnetPorts of(OrtGraph graph, ModelFolder folder) {
        int latent = folder.vae().latentChannels();
        Port sample = only(graph, graph.inputs(), 4, "one input of rank 4 (sample)");
        Port states = only(graph, graph.inputs(), 3, "one input of rank 3 (encoder_hidden_states)");
        Port timestep = graph.inputs().stream()
                .filter(port -> port.rank() <= 1 && (port.isFloat() || port.isWhole()))
                .findFirst()
                .orElseThrow(() -> graph.unsuitable("a timestep, scalar, [1] or [batch]"));
        if (sample.shape()[2] > 0 || sample.shape()[3] > 0) {
            throw graph.unsuitable("a sample of any height and width (dynamic axes)");
        }
        Port prediction = only(graph, graph.outputs(), 4, "one output of rank 4 (out_sample)");
        int channels = side(sample, 1, folder.unet().inChannels());
        int width = side(states, 2, folder.unet().crossAttentionDim());
        if (channels != folder.unet().inChannels()) {
            throw graph.unsuitable("a sample of " + folder.unet().inChannels() + " channels (unet/config.json)");
        }
        if (width != folder.unet().crossAttentionDim()) {
            throw graph.unsuitable("states " + folder.unet().crossAttentionDim() + " wide (unet/config.json)");
        }
        if (side(prediction, 1, latent) != latent) {
            throw graph.unsuitable("a prediction of " + latent + " channels (vae_encoder/config.json)");
        }
        List<Port> rest = graph.inputs().stream()
                .filter(port -> !List.of(sample, states, timestep).contains(port))
                .toList();
        return new UnetPorts(sample, timestep, states, prediction, UnetExtras.of(graph, rest, folder), channels, width);
    }

    /** Whether rows of one batch may be at different steps. */
    boolean timestepIsPerRow() {
        return timestep.rank() == 1 && timestep.shape()[0] != 1;
    }

    long[] timestepShape(int batch) {
        return timestep.rank() == 0 ? new long[0] : new long[] {timestepIsPerRow() ? batch : 1};
    }

    private static Port only(OrtGraph graph, List<Port> ports, int rank, String expected) {
        List<Port> found = ports.stream()
                .filter(port -> port.rank() == rank && port.isFloat())
                .toList();
        if (found.size() != 1) {
            throw graph.unsuitable(expected);
        }
        return found.getFirst();
    }

    private static int side(Port port, int at, int whereFree) {
        long side = port.shape()[at];
        return side > 0 ? Math.toIntExact(side) : whereFree;
    }
}
