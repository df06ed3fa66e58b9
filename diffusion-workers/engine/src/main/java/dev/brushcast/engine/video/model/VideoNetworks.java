package dev.brushcast.engine.video.model;

/** The networks that a stream goes through, in order; whoever opened them closes them. */
public record VideoNetworks(VideoEncoder encoder, CausalTransformer transformer, VideoDecoder decoder) {

    /** Closes all of them. */
    public void closeAll() {
        try (encoder;
                transformer;
                decoder) {
            // Each is closed whatever becomes of the others.
        }
    }
}
