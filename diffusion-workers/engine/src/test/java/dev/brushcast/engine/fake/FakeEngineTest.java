package dev.brushcast.engine.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.batch.FrameTicket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pipeline around a model that only takes time. */
class FakeEngineTest {

    private static final int SIDE = 16;
    private static final FakeSpeed QUICK = FakeSpeed.linear(Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void saysThatItIsNoModel() {
        try (DiffusionEngine engine = open(config(), QUICK)) {
            assertThat(engine.description().model()).contains("fake").contains("no model");
            assertThat(engine.description().device()).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @EnumSource(value = BatchPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void everyPolicyGivesEveryFrameItsOwnPictureInOrder(BatchPolicy policy) {
        try (DiffusionEngine engine = open(config().withPolicy(policy), QUICK)) {
            List<CompletableFuture<RenderResult>> results = new ArrayList<>();
            for (int stream = 0; stream < 3; stream++) {
                results.add(engine.open("s" + stream)
                        .render(request(frames(10 * stream, 7, steps(List.of(0, 20, 40)))))
                        .toCompletableFuture());
            }
            for (int stream = 0; stream < 3; stream++) {
                List<RenderedFrame> frames = join(results.get(stream)).frames();
                for (int i = 0; i < 7; i++) {
                    assertThat(first(frames.get(i))).isEqualTo(255 - (10 * stream + i));
                }
            }
        }
    }

    @Test
    void aSecondEngineDoesTheSame() {
        List<Integer> decisions = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (DiffusionEngine engine = open(config(), QUICK)) {
                Style style = similar(0.5, 3);
                RenderResult result = join(engine.open("s").render(request(frames(100, 12, style))));
                decisions.add(result.frames().stream()
                        .map(frame -> frame instanceof RenderedFrame.Similar)
                        .toList()
                        .hashCode());
                assertThat(result.frames()).hasAtLeastOneElementOfType(RenderedFrame.Similar.class);
            }
        }
        assertThat(decisions.getFirst()).isEqualTo(decisions.getLast());
    }

    @Test
    void theFilterGoesOnWhereTheRequestBeforeEnded() {
        try (DiffusionEngine engine = open(config(), QUICK)) {
            Style style = similar(0.5, 3);
            RenderResult whole = join(engine.open("s").render(request(frames(100, 12, style))));
            List<RenderedFrame> pieces = new ArrayList<>();
            Continuity continuity = Continuity.NONE;
            for (List<SourceFrame> piece : List.of(
                    frames(100, 12, style).subList(0, 5),
                    frames(100, 12, style).subList(5, 6),
                    frames(100, 12, style).subList(6, 12))) {
                RenderResult result =
                        join(engine.open("s").render(new RenderRequest(piece, continuity, Long.MAX_VALUE)));
                pieces.addAll(result.frames());
                continuity = result.continuity();
            }
            assertThat(kinds(pieces)).isEqualTo(kinds(whole.frames()));
            assertThat(continuity.skipped()).isEqualTo(whole.continuity().skipped());
            assertThat(continuity.referenceFrame()).isEqualTo(whole.continuity().referenceFrame());
        }
    }

    @Test
    void aNewStyleIsRenderedHoweverSimilarThePicture() {
        try (DiffusionEngine engine = open(config(), QUICK)) {
            Style before = similar(0.0, 100);
            Style after = before.withRevision(2).withPrompts(Style.Prompts.of("another"));
            SourceFrame first = frame(0, 77, before);
            SourceFrame second = frame(1, 77, after);
            RenderResult result = join(engine.open("s").render(request(List.of(first, second))));
            assertThat(result.frames()).allMatch(RenderedFrame.Styled.class::isInstance);
        }
    }

    @Test
    void aFrameLikeOneThatCameTooLateIsLateToo() {
        try (DiffusionEngine engine = open(config(), QUICK)) {
            List<SourceFrame> same = List.of(frame(0, 9, similar(0.0, 9)), frame(1, 9, similar(0.0, 9)));
            long longPast = System.nanoTime() - Duration.ofHours(1).toNanos();
            RenderResult result = join(engine.open("s").render(new RenderRequest(same, Continuity.NONE, longPast)));
            assertThat(result.frames()).containsExactly(new RenderedFrame.Late(), new RenderedFrame.Late());
        }
    }

    @Test
    void renderWaitsWhileTheEngineIsFull() throws Exception {
        Gate gate = new Gate(new AtomicLong());
        try (DiffusionEngine engine =
                FakeEngine.open(config().withQueueFrames(2).withFixedBatch(1), QUICK, gate)) {
            gate.shut();
            var first = engine.open("a").render(request(frames(0, 2, steps(List.of(0)))));
            CompletableFuture<RenderResult> second = CompletableFuture.supplyAsync(() ->
                    join(engine.open("b").render(request(frames(0, 1, steps(List.of(0)))))));
            assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            gate.open();
            join(first);
            assertThat(second.get(5, TimeUnit.SECONDS).frames()).hasSize(1);
        }
    }

    @Test
    void aRequestOfMoreFramesThanThereIsRoomForIsStillRendered() {
        try (DiffusionEngine engine = open(config().withQueueFrames(2), QUICK)) {
            assertThat(join(engine.open("a").render(request(frames(0, 9, steps(List.of(0))))))
                            .frames())
                    .hasSize(9);
        }
    }

    @Test
    void closingFailsWhatIsInFlight() {
        Gate gate = new Gate(new AtomicLong());
        DiffusionEngine engine = FakeEngine.open(config().withFixedBatch(1), QUICK, gate);
        gate.shut();
        var result = engine.open("a").render(request(frames(0, 5, steps(List.of(0)))));
        engine.close();
        engine.close();
        assertThatThrownBy(() -> join(result))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EngineException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> join(engine.open("a").render(request(frames(0, 1, steps(List.of(0)))))))
                .hasCauseInstanceOf(EngineException.class);
    }

    @Test
    void theMoreUrgentStreamIsServedFirst() {
        AtomicLong clock = new AtomicLong();
        Gate gate = new Gate(clock);
        FakeSpeed speed = new FakeSpeed(Map.of(1, Duration.ofMillis(2)), Duration.ofMillis(1), Duration.ofMillis(1));
        EngineConfig config = config().withFixedBatch(1).withNanoClock(clock::get);
        try (DiffusionEngine engine = FakeEngine.open(config, speed, gate)) {
            join(engine.open("prompt").render(request(frames(0, 1, steps(List.of(0)))))); // known from here on
            gate.shut();
            var replay = engine.open("replay").render(request(frames(0, 6, steps(List.of(0)))));
            var live = engine.open("live")
                    .render(new RenderRequest(
                            frames(0, 2, steps(List.of(0))),
                            Continuity.NONE,
                            clock.get() + FrameTicket.PATIENCE.dividedBy(2).toNanos()));
            gate.open();
            // All came in at one time of the clock, which only goes on with the work that is done; one frame of the
            // other stream may have been at the encoder already.
            List<Long> replayed = took(join(replay));
            assertThat(took(join(live))).allSatisfy(nanos -> assertThat(nanos).isLessThan(replayed.get(1)));
        }
    }

    /** How long each frame was in the engine. */
    private static List<Long> took(RenderResult result) {
        return result.frames().stream()
                .map(frame -> ((RenderedFrame.Styled) frame).stages())
                .map(nanos -> nanos.queue() + nanos.encode() + nanos.denoise() + nanos.decode())
                .toList();
    }

    /** Work stands still while it is shut. */
    private static final class Gate implements Pause {

        private final AtomicLong clock;
        private volatile CountDownLatch opened = new CountDownLatch(0);

        /** @param clock goes on with the work */
        Gate(AtomicLong clock) {
            this.clock = clock;
        }

        void shut() {
            opened = new CountDownLatch(1);
        }

        void open() {
            opened.countDown();
        }

        @Override
        public void pass(long nanos) {
            try {
                opened.await();
                clock.addAndGet(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EngineConfig config() {
        return EngineConfig.of(Path.of("none")).withPictureSizes(List.of(new PictureSize(SIDE, SIDE)));
    }

    /** Time passes at once. */
    private static DiffusionEngine open(EngineConfig config, FakeSpeed speed) {
        AtomicLong clock = new AtomicLong(System.nanoTime());
        return FakeEngine.open(config.withNanoClock(clock::get), speed, clock::addAndGet);
    }

    private static Style steps(List<Integer> indices) {
        return style(indices, null);
    }

    private static Style similar(double threshold, int maxSkip) {
        return style(List.of(0), new Similarity(threshold, maxSkip, SkipRule.PLAIN));
    }

    private static Style style(List<Integer> indices, @Nullable Similarity similarity) {
        Style plain = Style.of("");
        return plain.withSteps(Style.Steps.at(indices)).withSimilarity(similarity);
    }

    private static RenderRequest request(List<SourceFrame> frames) {
        return new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE);
    }

    private static List<SourceFrame> frames(int grey, int count, Style style) {
        return IntStream.range(0, count)
                .mapToObj(i -> frame(i, grey + i, style))
                .toList();
    }

    private static SourceFrame frame(int number, int grey, Style style) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Arrays.fill(rgb, (byte) grey);
        return new SourceFrame(number, number * 40_000L, new Picture(SIDE, SIDE, rgb), style);
    }

    private static int first(RenderedFrame frame) {
        return ((RenderedFrame.Styled) frame).picture().rgb()[0] & 0xff;
    }

    private static List<String> kinds(List<RenderedFrame> frames) {
        return frames.stream().map(frame -> frame.getClass().getSimpleName()).toList();
    }

    private static RenderResult join(CompletionStage<RenderResult> result) {
        return result.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
