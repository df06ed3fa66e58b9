package dev.brushcast.engine.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.assembly.Engines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of frames that the safety checker objects to. */
class UnsafeFramesTest extends OnTinyModel {

    @Test
    void anUnsafeFrameIsWithheldAndTheLastFrameIsJudgedToo() throws IOException {
        TinyModel model = TinyModel.usual().withSafety();
        List<Boolean> unsafe = new ArrayList<>();
        try (DiffusionEngine engine = open(model, BatchPolicy.CONTINUOUS)) {
            for (Picture picture : pictures(engine, "neon")) {
                unsafe.add(isBright(picture));
            }
        }
        List<RenderedFrame> held = guarded(UnsafeFrames.HELD);
        List<RenderedFrame> black = guarded(UnsafeFrames.BLACK);
        assertThat(unsafe).contains(true);
        for (int i = 0; i < unsafe.size(); i++) {
            assertThat(held.get(i) instanceof RenderedFrame.Failed failed
                            && failed.reason().equals("unsafe"))
                    .isEqualTo(unsafe.get(i));
            RenderedFrame.Styled shown = (RenderedFrame.Styled) black.get(i);
            assertThat(isBlack(shown.picture())).isEqualTo(unsafe.get(i));
            assertThat(shown.veiled()).isEqualTo(unsafe.get(i));
        }
    }

    @Test
    void framesCannotBeCheckedWithoutAChecker() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("unchecked"));
        assertThatThrownBy(() -> Engines.open(config(model).withUnsafeFrames(UnsafeFrames.HELD)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("safety_checker/model.onnx");
    }

    private List<RenderedFrame> guarded(UnsafeFrames action) throws IOException {
        Path model = TinyModel.usual().withSafety().write(folder.resolve(action.label()));
        try (DiffusionEngine engine = Engines.open(config(model).withUnsafeFrames(action))) {
            return render(engine, frames("neon")).frames();
        }
    }

    private static boolean isBright(Picture picture) {
        float[] planes = ClipPicture.planes(picture);
        double sum = 0;
        for (float value : planes) {
            sum += value;
        }
        return sum > 0;
    }

    private static boolean isBlack(Picture picture) {
        for (byte value : picture.rgb()) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
