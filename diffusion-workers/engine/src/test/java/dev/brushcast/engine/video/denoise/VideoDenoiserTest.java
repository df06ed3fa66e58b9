package dev.brushcast.engine.video.denoise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.CrossKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VideoDenoiserTest {

    private static final LatentShape ONE_NUMBER = new LatentShape(1, 1, 1);
    private static final CacheShape WINDOW = new CacheShape(1, 6, 3, 1);
    private static final StepTimes THREE = StepTimes.exactly(700, 500, 300);

    private final EchoTransformer transformer = new EchoTransformer();
    private final CrossKeys prompt = transformer.crossKeys(new float[] {1});

    @Test
    void aChunkComesOutOfTheCallThatItWentIntoWhenStepsFollowOneAnother() {
        VideoDenoiser stream = begun(Mode.STEP_BY_STEP);
        for (int chunk = 0; chunk < 10; chunk++) {
            assertThat(run(stream.next(chunk(chunk, prompt), OptionalInt.of(650))))
                    .isPresent();
        }
        assertThat(transformer.calls).containsOnly(1).hasSize(3 + 30);
        assertThat(stream.drain()).isEmpty();
    }

    @Test
    void inAStreamBatchAChunkComesOutTwoCallsLaterAndTheLastAreDrained() {
        VideoDenoiser stream = begun(Mode.STREAM_BATCH);
        List<Boolean> out = new ArrayList<>();
        for (int chunk = 0; chunk < 4; chunk++) {
            out.add(run(stream.next(chunk(chunk, prompt), OptionalInt.empty())).isPresent());
        }
        int drained = 0;
        for (Optional<ChunkCall> call = stream.drain(); call.isPresent(); call = stream.drain()) {
            assertThat(run(call.get())).isPresent();
            drained++;
        }
        assertThat(out).containsExactly(false, false, true, true);
        assertThat(drained).isEqualTo(2);
        assertThat(transformer.calls).as("no row runs without a chunk").containsExactly(1, 1, 1, 1, 2, 3, 3, 2, 1);
    }

    @Test
    void aDrainedStreamGivesWhatItWouldHaveGivenWithMoreToCome() {
        VideoDenoiser whole = begun(Mode.STREAM_BATCH);
        List<float[]> expected = new ArrayList<>();
        for (int chunk = 0; chunk < 12; chunk++) {
            run(whole.next(chunk(chunk, prompt), OptionalInt.empty())).ifPresent(expected::add);
        }
        VideoDenoiser cut = begun(Mode.STREAM_BATCH);
        List<float[]> got = new ArrayList<>();
        for (int chunk = 0; chunk < 10; chunk++) {
            run(cut.next(chunk(chunk, prompt), OptionalInt.empty())).ifPresent(got::add);
        }
        for (Optional<ChunkCall> call = cut.drain(); call.isPresent(); call = cut.drain()) {
            run(call.get()).ifPresent(got::add);
        }
        assertThat(flat(got)).isEqualTo(flat(expected));
    }

    @Test
    void aStreamIsRenderedAlikeAloneAndInCallsWithOthers() {
        for (Mode mode : Mode.values()) {
            List<float[]> alone = new ArrayList<>();
            VideoDenoiser one = begun(mode);
            for (int chunk = 0; chunk < 12; chunk++) {
                run(one.next(chunk(chunk, prompt), OptionalInt.of(600 + chunk))).ifPresent(alone::add);
            }
            List<float[]> together = new ArrayList<>();
            VideoDenoiser same = begun(mode);
            VideoDenoiser other = begun(mode);
            for (int chunk = 0; chunk < 12; chunk++) {
                ChunkCall first = same.next(chunk(chunk, prompt), OptionalInt.of(600 + chunk));
                ChunkCall second =
                        other.next(chunk(chunk + 50, transformer.crossKeys(new float[] {7})), OptionalInt.of(700));
                while (!first.passes().isEmpty()) {
                    List<WindowPass> round = new ArrayList<>(second.passes());
                    round.addAll(first.passes());
                    transformer.run(round.stream().map(WindowPass::row).toList());
                    first.ran();
                    second.ran();
                }
                first.result().ifPresent(together::add);
            }
            assertThat(flat(together)).as("%s", mode).isEqualTo(flat(alone));
        }
    }

    @Test
    void aPromptHoldsFromItsChunkOnAndNotForThoseThatAreOnTheirWay() {
        CrossKeys later = transformer.crossKeys(new float[] {5});
        List<float[]> same = all(Mode.STREAM_BATCH, 8, 99, later);
        List<float[]> changed = all(Mode.STREAM_BATCH, 8, 4, later);

        assertThat(flat(changed).subList(0, 4)).isEqualTo(flat(same).subList(0, 4));
        assertThat(flat(changed).get(4)).isNotEqualTo(flat(same).get(4));
    }

    @Test
    void aStreamThatChangesItsModeGoesOnFromWhatItHasSeen() {
        VideoDenoiser stream = begun(Mode.STREAM_BATCH);
        for (int chunk = 0; chunk < 5; chunk++) {
            run(stream.next(chunk(chunk, prompt), OptionalInt.empty()));
        }
        int drained = 0;
        for (Optional<ChunkCall> call = stream.drain(); call.isPresent(); call = stream.drain()) {
            drained += run(call.get()).isPresent() ? 1 : 0;
        }
        stream.change(Mode.STEP_BY_STEP);
        assertThat(run(stream.next(chunk(5, prompt), OptionalInt.empty()))).isPresent();
        stream.change(Mode.STREAM_BATCH);
        assertThat(run(stream.next(chunk(6, prompt), OptionalInt.empty()))).isEmpty();
        assertThat(run(stream.next(chunk(7, prompt), OptionalInt.empty()))).isEmpty();
        assertThat(run(stream.next(chunk(8, prompt), OptionalInt.empty()))).isPresent();

        assertThat(drained).isEqualTo(2);
        assertThat(stream.windows())
                .hasSize(3)
                .allMatch(window -> window.book(0).filled() == 6);
    }

    private List<float[]> all(Mode mode, int chunks, int from, CrossKeys later) {
        VideoDenoiser stream = begun(mode);
        List<float[]> out = new ArrayList<>();
        for (int chunk = 0; chunk < chunks; chunk++) {
            run(stream.next(chunk(chunk, chunk < from ? prompt : later), OptionalInt.empty()))
                    .ifPresent(out::add);
        }
        return out;
    }

    private VideoDenoiser begun(Mode mode) {
        VideoDenoiser stream = new VideoDenoiser(DenoiseRules.DEFAULT, ONE_NUMBER, THREE, Windows.of(WINDOW), mode);
        Chunk first = new Chunk(new float[] {0.1f, 0.2f}, 0, prompt, (step, size) -> new float[size]);
        assertThat(run(stream.start(first)))
                .hasValueSatisfying(clean -> assertThat(clean).hasSize(2));
        return stream;
    }

    private static Chunk chunk(int number, CrossKeys prompt) {
        float[] noise = {0.1f * number};
        return new Chunk(new float[] {0.05f * number}, 2 + number, prompt, (step, _) -> noise);
    }

    private Optional<float[]> run(ChunkCall call) {
        while (!call.passes().isEmpty()) {
            transformer.run(call.passes().stream().map(WindowPass::row).toList());
            call.ran();
        }
        return call.result();
    }

    private static List<Float> flat(List<float[]> latents) {
        List<Float> numbers = new ArrayList<>();
        for (float[] latent : latents) {
            for (float number : latent) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
