package dev.brushcast.engine.folder;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts that do not belong together. */
class MismatchedPartsTest {

    @TempDir
    private Path path;

    private SmallFolder folder;

    @BeforeEach
    void aFolderWithEverythingInIt() throws IOException {
        folder = SmallFolder.in(path);
    }

    @Test
    void anInpaintingModelIsRefused() throws IOException {
        folder.write("unet/config.json", "{\"in_channels\": 9, \"cross_attention_dim\": 512}");
        folder.assertRefused("in_channels is 9, expected 4 (a latent) or 8");
    }

    @Test
    void aTextEncoderOfAnotherModelIsRefused() throws IOException {
        folder.write("unet/config.json", "{\"cross_attention_dim\": 1024}");
        folder.assertRefused("cross_attention_dim is 1024, but the text encoders' embeddings are 512 wide");
    }

    @Test
    void encoderAndDecoderOfTwoAutoencodersAreRefused() throws IOException {
        folder.write("vae_decoder/config.json", "{\"_class_name\": \"AutoencoderTiny\"}");
        folder.assertRefused("take both from one autoencoder");
    }

    @Test
    void sdxlNeedsItsSecondTextEncoder() throws IOException {
        folder.write("unet/config.json", "{\"cross_attention_dim\": 512, \"addition_embed_type\": \"text_time\"}");
        folder.assertRefused("needs a second text encoder");
    }
}
