package dev.brushcast.engine.tools.bench.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.tools.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmarks run on a model and their numbers hang together; not what they measure. */
class OnTinyModelTest {

    private static final PictureSize SIZE = new PictureSize(Moving.WIDTH, Moving.HEIGHT);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() throws IOException {
        TestModels.video(folder);
    }

    @Test
    void anImageModelAndAVideoModelAreMeasuredOnOneClip() {
        Clip clip = new Clip("clip", 25, Moving.texture(9, 1));
        try (OpenModels models = OpenModels.open(List.of(config(BuiltInModel.IMAGE.folder()), config(folder)))) {
            assertThat(models.sideMultiple()).isEqualTo(16);

            FlickerReport report = FlickerBenchmark.run(models, clip, "oil painting");

            assertThat(report.pairs()).isEqualTo(8);
            assertThat(report.frames()).isEqualTo(9);
            assertThat(report.models())
                    .hasSize(2)
                    .allMatch(row -> row.warpError() > report.source().warpError());
            assertThat(report.models().getFirst().name())
                    .isEqualTo(BuiltInModel.IMAGE.folder().getFileName().toString());
            assertThat(report.besideFirst())
                    .singleElement()
                    .satisfies(ratio -> assertThat(ratio.warpError())
                            .isEqualTo(report.models().get(1).warpError()
                                    / report.models().get(0).warpError()));
            assertThat(report.trustedShare()).isBetween(0.5, 1.0);
        }
    }

    @Test
    void speedIsMeasuredForEachSetting() {
        VideoReport report = VideoBenchmark.run(new VideoBenchSettings(
                folder,
                "cpu",
                SIZE,
                List.of(BatchPolicy.SEQUENTIAL, BatchPolicy.STREAM_BATCH),
                List.of(2),
                List.of(1, 2),
                40,
                Duration.ofSeconds(10),
                Duration.ofMillis(400)));

        assertThat(report.rows()).extracting(VideoReport.Row::streams).containsExactly(1, 2, 1, 2);
        assertThat(report.rows()).allSatisfy(row -> {
            assertThat(row.live().chunks()).isEqualTo(4 * row.streams());
            assertThat(row.live().inTime()).isEqualTo(1);
            assertThat(row.firstFrameMillis()).isPositive();
            assertThat(row.framesPerSecond()).isPositive();
            assertThat(row.stages().denoiseMillis()).isPositive();
            assertThat(row.stages().encodeMillis()
                            + row.stages().denoiseMillis()
                            + row.stages().decodeMillis())
                    .as("a chunk's own, not a frame's")
                    .isGreaterThan(0.3 * row.chunkMillis().p50());
        });
    }

    @Test
    void driftIsMeasuredOnEveryFrameOfALoopedClip() {
        Clip clip = new Clip("clip", 8, Moving.texture(8, 1));
        List<Long> frames = new ArrayList<>();
        try (OpenModels models = OpenModels.open(List.of(config(folder)))) {
            DriftReport report =
                    DriftBenchmark.run(models, clip, Style.of("oil painting"), Duration.ofSeconds(8), frames::add);

            assertThat(frames).hasSize(64).isSorted();
            assertThat(report.frames()).isEqualTo(64);
            assertThat(report.mediaSeconds()).isEqualTo(8);
            assertThat(report.windowSeconds()).isEqualTo(4);
            assertThat(report.begin().mean()).hasSize(3).allMatch(mean -> mean >= 0 && mean <= 255);
            assertThat(report.changes()).hasSize(8);
            assertThat(report.largestChange()).isFinite();
        }
    }

    private static EngineConfig config(Path model) {
        return EngineConfig.of(model)
                .withDevice("cpu")
                .withPolicy(BatchPolicy.CONTINUOUS)
                .withPictureSizes(List.of(SIZE));
    }
}
