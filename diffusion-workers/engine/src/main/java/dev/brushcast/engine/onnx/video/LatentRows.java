package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.Binding;
import dev.brushcast.engine.onnx.session.Port;
import dev.brushcast.engine.video.model.TransformerRow;

/** Rows' latents and times in the tensors of a graph. */
final class LatentRows {

    private LatentRows() {}

    static Binding bind(Binding binding, Port latent, Port timestep, PassSizes sizes) {
        return binding.input(latent, sides(sizes)).input(timestep, sizes.rows(), sizes.frames());
    }

    /** Rows, channels, frames, height and width. */
    static long[] sides(PassSizes sizes) {
        return new long[] {
            sizes.rows(),
            sizes.shape().channels(),
            sizes.frames(),
            sizes.shape().height(),
            sizes.shape().width()
        };
    }

    static void put(Binding binding, Port latent, Port timestep, TransformerRow row, int at) {
        Frames.putChannelsFirst(binding.in(latent), at * row.latent().length, row.latent(), row.shape());
        for (int frame = 0; frame < row.frames(); frame++) {
            binding.in(timestep).put(at * row.frames() + frame, row.time());
        }
    }
}
