package dev.brushcast.engine.tools.verify.video;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.tools.verify.CaseReport;
import dev.brushcast.engine.tools.verify.Npy;
import dev.brushcast.engine.video.model.CodecMemory;
import dev.brushcast.engine.video.model.VideoDecoder;
import dev.brushcast.engine.video.model.VideoEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cases of autoencoders alone: a stream's frames in, then latents in, as they come. */
final class CodecCases {

    private CodecCases() {}

    static CaseReport autoencoder(VideoCase recorded, VideoGraphs graphs, double tolerance) {
        CaseReport report = new CaseReport();
        Path models = recorded.models();
        int height = recorded.number("H");
        int width = recorded.number("W");
        VideoEncoder encoder = graphs.encoder(models);
        List<float[]> frames = VideoCase.rows(recorded.required("frames_in"), 1);
        List<float[]> latents = new ArrayList<>();
        try (CodecMemory memory = encoder.open()) {
            latents.add(encoder.encode(memory, frames.subList(0, 1), height, width));
            for (int at = 1; at < frames.size(); at += VideoEncoder.FRAMES_PER_LATENT) {
                latents.add(
                        encoder.encode(memory, frames.subList(at, at + VideoEncoder.FRAMES_PER_LATENT), height, width));
            }
        }
        report.compare("mu_stream", latents, VideoCase.rows(recorded.required("mu_stream"), 1), tolerance);
        decoded(recorded, graphs.decoder(models, false), report, "frames_stream", tolerance);
        return report;
    }

    static CaseReport tiny(VideoCase recorded, VideoGraphs graphs, double tolerance) {
        CaseReport report = new CaseReport();
        decoded(recorded, graphs.decoder(recorded.models(), true), report, "frames", tolerance);
        return report;
    }

    /** Two latents at first, then one at a time. */
    private static void decoded(
            VideoCase recorded, VideoDecoder decoder, CaseReport report, String name, double tolerance) {
        Npy array = recorded.required("latents");
        List<float[]> latents = VideoCase.rows(array, 1);
        LatentShape shape = new LatentShape(array.shape()[1], array.shape()[2], array.shape()[3]);
        List<float[]> frames = new ArrayList<>();
        try (CodecMemory memory = decoder.open()) {
            frames.addAll(decoder.decode(memory, latents.subList(0, 2), shape));
            for (float[] latent : latents.subList(2, latents.size())) {
                frames.addAll(decoder.decode(memory, List.of(latent), shape));
            }
        }
        report.compare(name, frames, VideoCase.rows(recorded.required(name), 1), tolerance);
    }
}
