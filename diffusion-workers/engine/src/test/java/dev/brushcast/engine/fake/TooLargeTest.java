package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A picture that is too large for the machine is its stream's affair. */
class TooLargeTest {

    /** A model of 512x512 on a machine on which a frame takes 0.4 s: four times its sides are tried. */
    private static final FakeSpeed SLOW = FakeSpeed.linear(Duration.ofMillis(1), Duration.ofMillis(400));

    @Test
    void aPictureThatIsTooLargeFailsAndTheOthersAreRendered() {
        AtomicLong clock = new AtomicLong();
        EngineConfig config = EngineConfig.of(Path.of("none"))
                .withPictureSizes(List.of(new PictureSize(16, 16)))
                .withNanoClock(clock::get);
        try (DiffusionEngine engine = FakeEngine.open(config, SLOW, clock::addAndGet)) {
            assertThat(engine.description().mostPixels()).isBetween(512 * 512, 2048 * 2048);

            assertThat(render(engine, "large", 2064)).isInstanceOfSatisfying(RenderedFrame.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo("size");
                assertThat(failed.message())
                        .startsWith("a picture of 2064x2064 is too large for this worker, which takes up to "
                                + engine.description().mostPixels() + " pixels, as ");
            });
            assertThat(render(engine, "other", 16)).isInstanceOf(RenderedFrame.Styled.class);
            SourceFrame made = SourceFrame.made(0, 0, 4096, 4096, Style.of(""));
            assertThat(render(engine, made)).isInstanceOf(RenderedFrame.Failed.class);
        }
    }

    private static RenderedFrame render(DiffusionEngine engine, String stream, int side) {
        return render(
                engine, new SourceFrame(0, 0, new Picture(side, side, new byte[3 * side * side]), Style.of(stream)));
    }

    private static RenderedFrame render(DiffusionEngine engine, SourceFrame frame) {
        return engine.open("s")
                .render(new RenderRequest(List.of(frame), Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .frames()
                .getFirst();
    }
}
