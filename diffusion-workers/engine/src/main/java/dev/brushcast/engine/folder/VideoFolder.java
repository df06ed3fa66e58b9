package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A video model's folder: {@code model_index.json}, {@code transformer/} with {@code step.onnx}, {@code text_kv.onnx} and, where
 * sinks can be replaced, {@code step_adaptive.onnx}, {@code vae_encoder/} and {@code vae_decoder/} with {@code first.onnx} and {@code
 * step.onnx} each, or {@code taehv_decoder/model.onnx} in the decoder's place, {@code text_encoder/}, {@code tokenizer/}, {@code
 * scheduler/}.
 *
 * @param path the folder
 * @param name its own name
 * @param schedule how it wants to be run
 * @param latentChannels of a latent frame
 * @param downscale sides of a frame over those of its latent
 * @param step transformer
 * @param textKeys graph that makes a prompt's keys
 * @param encoder for a stream's first frame, then for four at a time
 * @param decoder for a stream's first latent, then for the others; one graph where it is TAEHV
 * @param text encoder of prompts
 */
public record VideoFolder(
        Path path,
        String name,
        VideoSchedule schedule,
        int latentChannels,
        int downscale,
        ModelFile step,
        ModelFile textKeys,
        List<ModelFile> encoder,
        List<ModelFile> decoder,
        TextPart text) {

    private static final int WAN_CHANNELS = 16;
    private static final int WAN_DOWNSCALE = 8;

    public VideoFolder {
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
    }

    /**
     * Reads a folder's configuration and checks that it is whole. The graphs themselves are not opened.
     *
     * @throws EngineException if something is missing, damaged or not supported
     */
    public static VideoFolder open(Path path) {
        if (ModelFamily.of(path) != ModelFamily.VIDEO) {
            throw new EngineException(
                    path + " holds no video model: its model_index.json is not of class " + ModelFamily.VIDEO_PIPELINE);
        }
        VideoSchedule schedule = VideoSchedule.read(JsonConfig.read(path.resolve("scheduler/scheduler_config.json")));
        JsonConfig vae = JsonConfig.read(path.resolve("vae_encoder/config.json"));
        Path tiny = path.resolve("taehv_decoder/model.onnx");
        return new VideoFolder(
                path,
                FolderReader.name(path),
                schedule,
                vae.positive("latent_channels", WAN_CHANNELS),
                vae.positive("downscale_factor", WAN_DOWNSCALE),
                step(path, schedule),
                ModelFile.at(path.resolve("transformer/text_kv.onnx")),
                halves(path.resolve("vae_encoder")),
                Files.isRegularFile(tiny) ? List.of(ModelFile.at(tiny)) : halves(path.resolve("vae_decoder")),
                FolderReader.textPart(path, ""));
    }

    private static ModelFile step(Path path, VideoSchedule schedule) {
        Path judging = path.resolve("transformer/step_adaptive.onnx");
        if (!schedule.replacesSinks()) {
            return ModelFile.at(path.resolve("transformer/step.onnx"));
        }
        if (!Files.isRegularFile(judging)) {
            throw new EngineException(judging + " is missing, which says when to replace a sink: export it, or set"
                    + " sink_threshold to -1 in " + path.resolve("scheduler/scheduler_config.json"));
        }
        return ModelFile.at(judging);
    }

    private static List<ModelFile> halves(Path part) {
        return List.of(ModelFile.at(part.resolve("first.onnx")), ModelFile.at(part.resolve("step.onnx")));
    }

    /** Whether frames are decoded by TAEHV. */
    public boolean decodesTiny() {
        return decoder.size() == 1;
    }

    /** Size of all graphs with their weights, in bytes. */
    public long weightBytes() {
        return graphs().mapToLong(ModelFile::weightBytes).sum();
    }

    /** Files beside the graphs that hold weights, which the runtime maps into memory. */
    public List<Path> externalData() {
        return graphs().flatMap(graph -> graph.externalData().stream())
                .distinct()
                .toList();
    }

    /** SHA-256 over its graphs and weights, in hexadecimal digits; reads all of them. */
    public String hash() {
        return ModelHash.of(path, graphs());
    }

    private Stream<ModelFile> graphs() {
        return Stream.concat(
                Stream.of(List.of(step, textKeys), encoder, decoder).flatMap(List::stream),
                Stream.ofNullable(text.model()));
    }
}
