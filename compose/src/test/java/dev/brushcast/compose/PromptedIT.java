package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.LocalPipeline;
import dev.brushcast.compose.local.LocalPlan;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.Blend;
import dev.brushcast.contract.avro.GuidanceKind;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.avro.WeightedPrompt;
import dev.brushcast.contract.avro.WeightedSeed;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.OutputConfig;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream without a source: asked for at a rate, drawn by an engine, put out as any other. */
class PromptedIT {

    private static final String STREAM = "prompted";
    private static final int FRAMES = 24;

    @Test
    void everyPictureThatIsAskedForIsMadeAndComesOutAtItsTime(@TempDir Path folder) throws Exception {
        LocalPlan plan = new LocalPlan(
                0, DiskBudget.UNLIMITED, ingest(), style(), WorkerConfig.defaults(), epoch -> outputs(folder, epoch));
        LocalPipeline pipeline =
                LocalPipeline.start(plan, new DrawingEngine(), folder.resolve("data"), new SimpleMeterRegistry());
        try (pipeline) {
            pipeline.finished().get(60, TimeUnit.SECONDS);
        }

        List<Film.Shown> frames = Film.frames(folder.resolve("index.m3u8").toString(), 256, 256);
        assertThat(frames)
                .extracting(Film.Shown::number)
                .containsExactlyElementsOf(IntStream.range(0, FRAMES).boxed().toList());
        assertThat(frames.getLast().seconds() - frames.getFirst().seconds()).isEqualTo((FRAMES - 1) / 8.0);
        assertThat(pipeline.egress().report().frames().styled()).isEqualTo(FRAMES);
        assertThat(folder.resolve("source")).doesNotExist();
    }

    private static IngestConfig ingest() {
        return IngestConfig.of(MediaSource.parse("txt2img:size=256x256:rate=8:duration=3"))
                .withAddress(new StreamAddress(STREAM, 0));
    }

    private static StyleUpdate style() {
        return StyleUpdate.newBuilder()
                .setStreamId(STREAM)
                .setRevision(1)
                .setPrompts(List.of(new WeightedPrompt("a lighthouse", 1.0)))
                .setPromptBlend(Blend.LINEAR)
                .setSeeds(List.of(new WeightedSeed(2L, 1.0)))
                .setGuidance(GuidanceKind.NONE)
                .build();
    }

    private static EgressConfig outputs(Path folder, long epoch) {
        OutputConfig defaults = OutputConfig.defaults();
        return new EgressConfig(
                Topics.UNPREFIXED,
                new StreamConfig(STREAM, 0, StreamConfig.defaults(STREAM).start(), End.WITH_EPOCH, epoch),
                new OutputConfig(
                        folder,
                        defaults.segment(),
                        defaults.part(),
                        defaults.window(),
                        defaults.audioPatience(),
                        false,
                        false,
                        0,
                        List.of(),
                        null,
                        null),
                List.of(),
                new HttpConfig(false, "localhost", 0));
    }
}
