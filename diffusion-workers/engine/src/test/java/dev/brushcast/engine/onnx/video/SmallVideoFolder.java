package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.TestFolders;
import dev.brushcast.engine.onnx.image.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A video model of random weights with a text encoder like umt5's: the states of a token are its row of a table, and the sum of
 * the rows of all that the mask lets through.
 */
record SmallVideoFolder(Path path) {

    static final int WIDTH = 96;
    static final int TOKENS = 16;
    private static final int VOCABULARY = 9;
    private static final Path MODEL = Path.of("src/test/resources/video-model");

    static SmallVideoFolder in(Path path) throws IOException {
        SmallVideoFolder folder = new SmallVideoFolder(path);
        TestFolders.copy(MODEL, path);
        folder.graph(masked());
        folder.write(
                "text_encoder/config.json",
                "{'architectures': ['UMT5EncoderModel'], 'model_type': 'umt5', 'd_model': " + WIDTH
                        + ", 'num_layers': 2, 'vocab_size': " + VOCABULARY + ", 'text_len': " + TOKENS + "}");
        folder.write(
                "tokenizer/tokenizer_config.json",
                "{'pad_token': '<pad>', 'eos_token': '</s>', 'unk_token': '<unk>', 'model_max_length': 1e30}");
        folder.write("tokenizer/tokenizer.json", """
                {'version': '1.0', 'truncation': null, 'padding': null, 'added_tokens': [], 'normalizer': null,
                 'pre_tokenizer': {'type': 'Metaspace', 'replacement': '▁', 'prepend_scheme': 'always', 'split': true},
                 'post_processor': {'type': 'TemplateProcessing',
                   'single': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'SpecialToken': {'id': '</s>', 'type_id': 0}}],
                   'pair': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'Sequence': {'id': 'B', 'type_id': 0}}],
                   'special_tokens': {'</s>': {'id': '</s>', 'ids': [1], 'tokens': ['</s>']}}},
                 'decoder': null,
                 'model': {'type': 'Unigram', 'unk_id': 2, 'byte_fallback': false, 'vocab': [
                   ['<pad>', 0.0], ['</s>', 0.0], ['<unk>', -20.0], ['▁', -3.0], ['▁oil', -1.0],
                   ['▁paint', -1.5], ['ing', -1.2], ['&', -2.0], ['▁&', -1.9]]}}
                """);
        return folder;
    }

    /** Of a token. */
    static float[] row(int id) {
        float[] row = new float[WIDTH];
        System.arraycopy(table(), id * WIDTH, row, 0, WIDTH);
        return row;
    }

    void graph(OnnxWriter graph) throws IOException {
        Files.createDirectories(path.resolve("text_encoder"));
        Files.write(path.resolve("text_encoder/model.onnx"), graph.bytes());
    }

    void write(String file, String json) throws IOException {
        Files.createDirectories(path.resolve(file).getParent());
        Files.writeString(path.resolve(file), json.replace('\'', '"'));
    }

    static OnnxWriter masked() {
        return unmasked("gathered")
                .input("attention_mask", OnnxWriter.INT64, 1, TOKENS)
                .longs("last", -1)
                .longs("middle", 1)
                .nodeWithInt("Cast", "seen", "to", OnnxWriter.FLOAT, "attention_mask")
                .node("Unsqueeze", "column", "seen", "last")
                .node("Mul", "shown", "gathered", "column")
                .node("ReduceSum", "sum", "shown", "middle")
                .node("Add", "prompt_embeds", "gathered", "sum");
    }

    /** Without the sum. */
    static OnnxWriter unmasked(String output) {
        return new OnnxWriter()
                .input("input_ids", OnnxWriter.INT64, 1, TOKENS)
                .output("prompt_embeds", OnnxWriter.FLOAT, 1, TOKENS, WIDTH)
                .floats("table", OnnxWriter.FLOAT, table(), VOCABULARY, WIDTH)
                .node("Gather", output, "table", "input_ids");
    }

    private static float[] table() {
        Random random = new Random(5);
        float[] table = new float[VOCABULARY * WIDTH];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) random.nextGaussian();
        }
        return table;
    }
}
