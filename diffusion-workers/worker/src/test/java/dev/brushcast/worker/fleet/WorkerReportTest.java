package dev.brushcast.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.render.Degradation;
import dev.brushcast.worker.render.RenderedChunk;
import dev.brushcast.worker.render.SourceRecord;
import dev.brushcast.worker.schedule.Economy;
import dev.brushcast.worker.schedule.LagDecision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a worker with several models tells of them, of the load and of its slots. */
class WorkerReportTest {

    private static final long NOW_US = Chunks.START_MS * 1_000;

    private final LoadMeter load = new LoadMeter();
    private final WorkerReport report =
            new WorkerReport("w", "g", List.of(model("sd", "ab12"), model("wan", "cd34")), load, NOW_US);
    private List<Integer> held = List.of();

    @Test
    void aStreamIsAsMuchLoadAsItsModelTakesAndNoneWhereNoModelRendersIt() {
        report.measured(List.of(new WorkerCapacity(Chunks.SIDE, Chunks.SIDE, 0, 100.0)), Map.of("wan", 3.0));
        for (String model : List.of("sd", "wan", "")) {
            load.add(0, rendered("of-" + model, model));
        }

        WorkerHealth health = report.next(NOW_US);

        assertThat(health.getModels())
                .containsExactly(new WorkerModel("sd", "ab12", 1.0, 8), new WorkerModel("wan", "cd34", 3.0, 8));
        assertThat(health.getModel()).isEqualTo("sd");
        assertThat(health.getStreams())
                .extracting(WorkerStream::getModel, WorkerStream::getCost)
                .containsExactlyInAnyOrder(tuple("sd", 1.0), tuple("wan", 3.0), tuple("", 0.0));
        assertThat(health.getLoad())
                .as("25 frames a second once and three times")
                .isCloseTo(1.0, within(1e-9));
    }

    @Test
    void eachSlotThatItGetsIsCountedAlsoOneThatComesBack() {
        report.serves(4, () -> held);
        assertThat(taken(List.of())).isZero();
        assertThat(taken(List.of(0, 1))).isEqualTo(2);
        assertThat(taken(List.of(0, 1))).isEqualTo(2);
        assertThat(taken(List.of(1))).isEqualTo(2);
        assertThat(taken(List.of(0, 1, 5))).isEqualTo(4);
    }

    private long taken(List<Integer> now) {
        held = now;
        report.next(NOW_US);
        return report.slotsTaken();
    }

    private static EngineDescription model(String name, String hash) {
        return new EngineDescription(name, "cpu", 8, 256, 1 << 20, 0, true, hash);
    }

    private static RenderedChunk rendered(String stream, String model) {
        VideoChunk chunk =
                VideoChunk.newBuilder(Chunks.chunk(stream, 1, 0)).setLive(true).build();
        StyledChunk styled = StyledCopy.of(chunk)
                .setFrames(chunk.getFrames().stream()
                        .map(frame -> StyledCopy.of(frame, FrameOutcome.STYLED).build())
                        .toList())
                .setModel(model)
                .setDevice("cpu")
                .setWorker("w")
                .setReceivedAtUs(NOW_US)
                .setFinishedAtUs(NOW_US)
                .build();
        return new RenderedChunk(
                new SourceRecord(chunk, stream, Chunks.START_MS, 0),
                styled,
                Degradation.NONE,
                Degradation.NONE,
                LagDecision.RENDER,
                0,
                Economy.FULL,
                Map.of());
    }
}
