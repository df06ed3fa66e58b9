package dev.brushcast.engine.video.session;

import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;

/** The networks that a stream goes through, in order; a session closes none of them. */
public record VideoNetworks(VideoEncoder encoder, CausalTransformer transformer, VideoDecoder decoder) {}
