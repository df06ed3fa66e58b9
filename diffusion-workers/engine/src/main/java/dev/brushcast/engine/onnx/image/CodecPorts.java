package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;

/** The inputs and outputs of an autoencoder's halves: pictures and latents, both of rank 4. */
final class CodecPorts {

    private CodecPorts() {}

    static Port input(OrtGraph graph, int channels) {
        if (graph.inputs().size() != 1) {
            throw graph.unsuitable("one input [batch, " + channels + ", height, width]");
        }
        Port port = graph.inputs().getFirst();
        if (port.rank() != 4 || !port.isFloat() || !fits(port, channels)) {
            throw graph.unsuitable("one input [batch, " + channels + ", height, width]");
        }
        if (port.shape()[2] > 0 || port.shape()[3] > 0) {
            throw graph.unsuitable("an input of any height and width (dynamic axes)");
        }
        return port;
    }

    static Port output(OrtGraph graph) {
        return graph.outputs().stream()
                .filter(port -> port.rank() == 4 && port.isFloat())
                .findFirst()
                .orElseThrow(() -> graph.unsuitable("an output of rank 4"));
    }

    /** Twice the latent's channels where mean and log variance come out. */
    static int encoderChannels(OrtGraph graph, Port output, int latentChannels) {
        long channels = output.shape()[1];
        if (channels <= 0) {
            // The channels of an output whose shape is free are told by its name alone.
            return output.name().contains("parameters") ? 2 * latentChannels : latentChannels;
        }
        if (channels != latentChannels && channels != 2L * latentChannels) {
            throw graph.unsuitable("an output of " + latentChannels + " or " + 2 * latentChannels
                    + " channels (vae_encoder/config.json)");
        }
        return Math.toIntExact(channels);
    }

    private static boolean fits(Port port, int channels) {
        return port.shape()[1] <= 0 || port.shape()[1] == channels;
    }
}
