package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.batch.FrameTicket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recorded stream beside live ones that never leave the device idle; the clock runs ten times as fast. */
class StarvationTest {

    private static final int SIDE = 16;
    private static final int LIVE_STREAMS = 6;
    private static final int CHUNK = 4;
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration GIVE_UP = FrameTicket.PATIENCE.multipliedBy(12);
    private static final FakeSpeed TWENTY_ROWS_A_SECOND = FakeSpeed.linear(Duration.ZERO, Duration.ofMillis(50));

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger chunksBeside = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(value = BatchPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void aRecordedStreamGoesOnHoweverBusyLiveOnesKeepTheDevice(BatchPolicy policy) {
        EngineConfig config = EngineConfig.of(Path.of("none"))
                .withPolicy(policy)
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE)))
                .withNanoClock(clock::get);
        try (DiffusionEngine engine = FakeEngine.open(config, TWENTY_ROWS_A_SECOND, this::pass)) {
            long begun = clock.get();
            AtomicLong over = new AtomicLong(Long.MAX_VALUE);
            List<CompletableFuture<Void>> live = IntStream.range(0, LIVE_STREAMS)
                    .mapToObj(i -> keepBusy(engine, "live" + i, begun, over))
                    .toList();
            engine.open("recorded").render(request(Long.MAX_VALUE)).thenRun(() -> over.set(clock.get()));
            CompletableFuture.allOf(live.toArray(CompletableFuture[]::new))
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            assertThat(Duration.ofNanos(over.get() - begun)).isLessThan(FrameTicket.PATIENCE.plusSeconds(3));
            assertThat(chunksBeside).hasValueGreaterThan(LIVE_STREAMS);
        }
    }

    /** Asks for a live chunk whenever the one before is done, until the recorded one is. */
    private CompletableFuture<Void> keepBusy(DiffusionEngine engine, String stream, long begun, AtomicLong over) {
        return engine.open(stream)
                .render(request(clock.get() + DEADLINE.toNanos()))
                .thenCompose(_ -> {
                    if (over.get() != Long.MAX_VALUE || clock.get() - begun > GIVE_UP.toNanos()) {
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    chunksBeside.incrementAndGet();
                    return keepBusy(engine, stream, begun, over);
                })
                .toCompletableFuture();
    }

    /** The device takes real time as well, so long that a busy machine brings the next frames meanwhile. */
    private void pass(long nanos) {
        Pause.SLEEPING.pass(nanos / 10);
        clock.addAndGet(nanos);
    }

    private static RenderRequest request(long deadline) {
        List<SourceFrame> frames = IntStream.range(0, CHUNK)
                .mapToObj(i -> new SourceFrame(
                        i, 40_000L * i, new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]), Style.of("")))
                .toList();
        return new RenderRequest(frames, Continuity.NONE, deadline);
    }
}
