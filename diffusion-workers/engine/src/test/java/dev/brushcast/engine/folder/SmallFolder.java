package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model folder with every file that there must be, and as little in them as is enough. */
record SmallFolder(Path path) {

    static SmallFolder in(Path path) throws IOException {
        SmallFolder folder = new SmallFolder(path);
        folder.write("model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}");
        folder.write("scheduler/scheduler_config.json", "{}");
        folder.write("unet/config.json", "{\"cross_attention_dim\": 512}");
        folder.write("vae_encoder/config.json", "{}");
        folder.write("vae_decoder/config.json", "{}");
        folder.write("text_encoder/config.json", "{}");
        folder.write("tokenizer/vocab.json", "{}");
        folder.write("tokenizer/merges.txt", "");
        for (String part : new String[] {"unet", "vae_encoder", "vae_decoder", "text_encoder"}) {
            folder.write(part + "/model.onnx", "");
        }
        return folder;
    }

    void write(String file, String text) throws IOException {
        Path written = path.resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
    }

    ModelFolder open() {
        return ModelFolder.open(path);
    }

    /** It cannot be opened, and one line says so. */
    void assertRefused(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** A ModelProto with one initializer that lies in another file. */
    static byte[] graphWithExternalData(String location) throws IOException {
        return graph(pair("location", location));
    }

    /** One that says how many bytes of it are the initializer's. */
    static byte[] graphWithExternalData(String location, String length) throws IOException {
        return graph(pair("location", location), pair("length", length));
    }

    private static byte[] graph(byte[]... pairs) throws IOException {
        byte[] tensor = join(new byte[] {0x10, 1}, field(8, new byte[] {'w'}), join(pairs));
        return join(new byte[] {0x08, 8}, field(7, field(5, tensor)));
    }

    private static byte[] pair(String key, String value) throws IOException {
        return field(
                13,
                join(field(1, key.getBytes(StandardCharsets.UTF_8)), field(2, value.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] field(int number, byte[] content) throws IOException {
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }
}
