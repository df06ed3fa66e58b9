package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.folder.VideoFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInModelTest {

    @Test
    void eachIsFoundByItsNameAndIsOfItsFamily() {
        assertThat(BuiltInModel.named("builtin")).contains(BuiltInModel.IMAGE);
        assertThat(BuiltInModel.named("builtin:video")).contains(BuiltInModel.VIDEO);
        assertThat(ModelFolder.open(BuiltInModel.IMAGE.folder()).name()).isEqualTo("builtin");
        assertThat(VideoFolder.open(BuiltInModel.VIDEO.folder()).name()).isEqualTo("builtin-video");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"builtin-video", "./builtin", "./builtin:video", "models/builtin", "builtins", "Builtin", ""})
    void anythingElseIsTheNameOfAFolder(String name) {
        assertThat(BuiltInModel.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin:film", "builtin:", "builtin:Video", "builtin:image"})
    void aBuiltInModelThatIsNotThereIsRefusedWithThoseThatAre(String name) {
        assertThatThrownBy(() -> BuiltInModel.named(name))
                .isInstanceOf(EngineException.class)
                .hasMessage("no built-in model is called \"" + name + "\": give builtin or builtin:video, or ./" + name
                        + " for a folder of that name");
    }

    /** The jar and the repository hold each weight once, as model-tools writes them; the text encoder has its own inside. */
    @Test
    void theVideoModelsGraphsShareTheirWeights() {
        VideoFolder video = VideoFolder.open(BuiltInModel.VIDEO.folder());

        assertThat(video.externalData())
                .extracting(file -> video.path().relativize(file).toString())
                .containsExactlyInAnyOrder(
                        "transformer/weights.bin", "vae_encoder/weights.bin", "vae_decoder/weights.bin");
    }
}
