package dev.brushcast.engine.onnx.image;

import dev.brushcast.engine.BuiltInModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * A model folder of a few numbers in any layout: the UNet adds up a mix of its input's channels, the timestep and the mean
 * of the prompt's states.
 *
 * @param floats type of pictures, latents and states
 * @param timestep its type
 * @param timestepShape of the timestep: none for a scalar, 1, or -1 for one per row
 * @param ids type of the token ids
 * @param imageConditioned whether the UNet takes the picture's latent as well
 * @param logVariance whether the encoder puts out mean and log variance
 * @param sdxl whether there are two text encoders, a pooled embedding and time ids
 * @param safety whether there is a safety checker, which objects to bright pictures
 */
@SuppressWarnings("ArrayRecordComponent") // a shape, never compared
record TinyModel(
        int floats,
        int timestep,
        long[] timestepShape,
        int ids,
        boolean imageConditioned,
        boolean logVariance,
        boolean sdxl,
        boolean safety) {

    private static final int CHANNELS = 4;
    private static final int SIDE = 8;
    private static final int WIDTH = 6;
    private static final int VOCABULARY = 914;

    static TinyModel usual() {
        return new TinyModel(
                OnnxWriter.FLOAT, OnnxWriter.INT64, new long[] {-1}, OnnxWriter.INT64, false, false, false, false);
    }

    TinyModel withFloats(int type) {
        return new TinyModel(type, timestep, timestepShape, ids, imageConditioned, logVariance, sdxl, safety);
    }

    TinyModel withTimestep(int type, long... shape) {
        return new TinyModel(floats, type, shape, ids, imageConditioned, logVariance, sdxl, safety);
    }

    TinyModel withIds(int type) {
        return new TinyModel(floats, timestep, timestepShape, type, imageConditioned, logVariance, sdxl, safety);
    }

    TinyModel withToldThePicture() {
        return new TinyModel(floats, timestep, timestepShape, ids, true, logVariance, sdxl, safety);
    }

    TinyModel withLogVariance() {
        return new TinyModel(floats, timestep, timestepShape, ids, imageConditioned, true, sdxl, safety);
    }

    TinyModel withSdxl() {
        return new TinyModel(floats, timestep, timestepShape, ids, imageConditioned, logVariance, true, safety);
    }

    TinyModel withSafety() {
        return new TinyModel(floats, timestep, timestepShape, ids, imageConditioned, logVariance, sdxl, true);
    }

    Path write(Path folder) throws IOException {
        text(
                folder.resolve("model_index.json"),
                sdxl
                        ? "{'_class_name': 'Tiny', 'text_encoder_2': ['transformers', 'CLIPTextModelWithProjection']}"
                        : "{'_class_name': 'Tiny'}");
        text(folder.resolve("scheduler/scheduler_config.json"), "{'_class_name': 'LCMScheduler'}");
        text(
                folder.resolve("unet/config.json"),
                "{'in_channels': " + (imageConditioned ? 2 * CHANNELS : CHANNELS) + ", 'out_channels': " + CHANNELS
                        + ", 'sample_size': 4, 'block_out_channels': [8], 'cross_attention_dim': "
                        + (sdxl ? 2 * WIDTH : WIDTH) + (sdxl ? ", 'addition_embed_type': 'text_time'" : "") + "}");
        String vae = "{'_class_name': 'AutoencoderKL', 'scaling_factor': 0.5, 'latent_channels': " + CHANNELS
                + ", 'block_out_channels': [8, 8, 8, 8]}";
        text(folder.resolve("vae_encoder/config.json"), vae);
        text(folder.resolve("vae_decoder/config.json"), vae);
        graph(folder.resolve("unet"), unet());
        graph(folder.resolve("vae_encoder"), encoder());
        graph(folder.resolve("vae_decoder"), decoder());
        textPart(folder, "");
        if (sdxl) {
            textPart(folder, "_2");
        }
        if (safety) {
            graph(folder.resolve("safety_checker"), safetyChecker());
        }
        return folder;
    }

    private OnnxWriter unet() {
        int in = imageConditioned ? 2 * CHANNELS : CHANNELS;
        OnnxWriter graph = new OnnxWriter()
                .input("sample", floats, -1, in, -1, -1)
                .input("timestep", timestep, timestepShape)
                .input("encoder_hidden_states", floats, -1, -1, sdxl ? 2 * WIDTH : WIDTH)
                .output("out_sample", floats, -1, CHANNELS, -1, -1)
                .floats("mix", floats, random(CHANNELS * in, 0.3f), CHANNELS, in, 1, 1)
                .floats("small", floats, new float[] {0.0005f}, 1)
                .longs("column", -1, 1, 1, 1)
                .node("Conv", "mixed", "sample", "mix")
                .nodeWithInt("Cast", "time", "to", floats, "timestep")
                .node("Reshape", "time_column", "time", "column")
                .node("Mul", "small_time", "time_column", "small")
                .nodeWithInts("ReduceMean", "prompt", "axes", new long[] {1, 2}, "encoder_hidden_states")
                .node("Reshape", "prompt_column", "prompt", "column")
                .node("Add", "told", "mixed", "small_time");
        if (!sdxl) {
            return graph.node("Add", "out_sample", "told", "prompt_column");
        }
        return graph.input("text_embeds", floats, -1, WIDTH)
                .input("time_ids", floats, -1, 6)
                .nodeWithInts("ReduceMean", "pooled", "axes", new long[] {1}, "text_embeds")
                .node("Reshape", "pooled_column", "pooled", "column")
                .nodeWithInts("ReduceMean", "sizes", "axes", new long[] {1}, "time_ids")
                .node("Reshape", "sizes_column", "sizes", "column")
                .node("Mul", "small_sizes", "sizes_column", "small")
                .node("Add", "with_prompt", "told", "prompt_column")
                .node("Add", "with_pooled", "with_prompt", "pooled_column")
                .node("Add", "out_sample", "with_pooled", "small_sizes");
    }

    private OnnxWriter encoder() {
        int out = logVariance ? 2 * CHANNELS : CHANNELS;
        float[] mix = random(2 * CHANNELS * 3 * SIDE * SIDE, 0.02f);
        return new OnnxWriter()
                .input("sample", floats, -1, 3, -1, -1)
                .output(logVariance ? "latent_parameters" : "latent_sample", floats, -1, out, -1, -1)
                .floats("mix", floats, Arrays.copyOf(mix, out * 3 * SIDE * SIDE), out, 3, SIDE, SIDE)
                .nodeWithInts(
                        "Conv",
                        logVariance ? "latent_parameters" : "latent_sample",
                        "strides",
                        new long[] {SIDE, SIDE},
                        "sample",
                        "mix");
    }

    private OnnxWriter decoder() {
        return new OnnxWriter()
                .input("latent_sample", floats, -1, CHANNELS, -1, -1)
                .output("sample", floats, -1, 3, -1, -1)
                .floats("mix", floats, random(3 * SIDE * SIDE * CHANNELS, 0.3f), 3 * SIDE * SIDE, CHANNELS, 1, 1)
                .node("Conv", "mixed", "latent_sample", "mix")
                .nodeWithInt("DepthToSpace", "sample", "blocksize", SIDE, "mixed");
    }

    private OnnxWriter textEncoder() {
        OnnxWriter graph = new OnnxWriter()
                .input("input_ids", ids, -1, -1)
                .output("last_hidden_state", floats, -1, -1, WIDTH)
                .floats("table", floats, random(VOCABULARY * WIDTH, 1), VOCABULARY, WIDTH)
                .node("Gather", "last_hidden_state", "table", "input_ids");
        return sdxl
                ? graph.output("hidden_states.1", floats, -1, -1, WIDTH)
                        .output("text_embeds", floats, -1, WIDTH)
                        .node("Neg", "hidden_states.1", "last_hidden_state")
                        .nodeWithInts("ReduceMax", "max", "axes", new long[] {1}, "last_hidden_state")
                        .longs("flat", -1, WIDTH)
                        .node("Reshape", "text_embeds", "max", "flat")
                : graph;
    }

    private OnnxWriter safetyChecker() {
        return new OnnxWriter()
                .input("clip_input", floats, -1, 3, 224, 224)
                .input("images", floats, -1, -1, -1, 3)
                .output("out_images", floats, -1, -1, -1, 3)
                .output("has_nsfw_concepts", OnnxWriter.BOOL, -1)
                .floats("zero", floats, new float[] {0}, 1)
                .longs("flat", -1)
                .node("Identity", "out_images", "images")
                .nodeWithInts("ReduceMean", "brightness", "axes", new long[] {1, 2, 3}, "clip_input")
                .node("Reshape", "flat_brightness", "brightness", "flat")
                .node("Greater", "has_nsfw_concepts", "flat_brightness", "zero");
    }

    private void textPart(Path folder, String suffix) throws IOException {
        Path encoder = folder.resolve("text_encoder" + suffix);
        graph(encoder, textEncoder());
        text(
                encoder.resolve("config.json"),
                "{'architectures': ['CLIPTextModel'], 'vocab_size': " + VOCABULARY
                        + ", 'max_position_embeddings': 16, 'hidden_size': " + WIDTH
                        + ", 'num_hidden_layers': 2, 'projection_dim': " + WIDTH + "}");
        Path tokenizer = folder.resolve("tokenizer" + suffix);
        Files.createDirectories(tokenizer);
        for (String file :
                new String[] {"vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"}) {
            Files.copy(BuiltInModel.IMAGE.folder().resolve("tokenizer").resolve(file), tokenizer.resolve(file));
        }
    }

    static void graph(Path part, OnnxWriter graph) throws IOException {
        Files.createDirectories(part);
        Files.write(part.resolve("model.onnx"), graph.bytes());
    }

    private static void text(Path file, String json) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
    }

    private static float[] random(int count, float scale) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        return values;
    }
}
