package dev.brushcast.egress.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams with every kind of trouble: chunks shuffled, sent twice, lost; frames of all outcomes; gaps; several epochs. Whatever
 * happens, the output is in order and every source frame of which anything is known is in exactly one count. A failing seed is
 * in the test's name.
 */
class TimelineSimulationTest {

    private static final int WINDOW = 8;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFrameHasOneOutcomeAndTimeRises(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StreamTimeline timeline = new StreamTimeline(WINDOW);
        List<TimelineEvent> events = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        for (int epoch = 1; epoch <= 3; epoch++) {
            List<Chunk> chunks = chunks(epoch, random);
            totals.add(framesOf(chunks));
            for (Chunk chunk : disturbed(chunks, random)) {
                events.addAll(timeline.accept(chunk));
            }
            events.addAll(timeline.settle());
        }
        events.addAll(timeline.close());

        assertThat(check(events)).isEqualTo(totals);
    }

    /** Source frames in each epoch, after checking the order of everything. */
    private static List<Long> check(List<TimelineEvent> events) {
        List<Long> counts = new ArrayList<>();
        long count = 0;
        long lastPts = Long.MIN_VALUE;
        long lastNumber = -1;
        boolean open = false;
        boolean picture = false;
        for (TimelineEvent event : events) {
            switch (event) {
                case TimelineEvent.EpochBegins _ -> {
                    assertThat(open).isFalse();
                    open = true;
                    picture = false;
                    count = 0;
                    lastPts = Long.MIN_VALUE;
                    lastNumber = -1;
                }
                case TimelineEvent.Show show -> {
                    assertThat(open).isTrue();
                    assertThat(show.ptsUs()).isGreaterThan(lastPts);
                    assertThat(show.number()).isGreaterThan(lastNumber);
                    picture |= show.picture() != null;
                    assertThat(picture).as("a picture to show").isTrue();
                    assertThat(show.picture() != null).isEqualTo(show.outcome().hasPicture());
                    lastPts = show.ptsUs();
                    lastNumber = show.number();
                    count++;
                }
                case TimelineEvent.Holds holds -> {
                    assertThat(picture).as("a picture to hold").isTrue();
                    assertThat(holds.hold().untilUs()).isGreaterThan(lastPts);
                    lastPts = holds.hold().untilUs() - 1;
                }
                case TimelineEvent.Drop drop -> {
                    assertThat(drop.count()).isPositive();
                    count += drop.count();
                }
                case TimelineEvent.Announces _ -> {}
                case TimelineEvent.Ignores _ -> {} // nothing of it is shown
                case TimelineEvent.EpochEnds _ -> {
                    assertThat(open).isTrue();
                    open = false;
                    counts.add(count);
                }
            }
        }
        assertThat(open).isFalse();
        return counts;
    }

    private static List<Chunk> chunks(int epoch, SplittableRandom random) {
        List<Chunk> chunks = new ArrayList<>();
        long number = 0;
        int length = random.nextInt(5, 40);
        for (int sequence = 0; sequence < length; sequence++) {
            List<ChunkFrame> frames = new ArrayList<>();
            List<Gap> gaps = new ArrayList<>();
            for (int i = 0; i < Chunks.PER_CHUNK; i++) {
                if (random.nextInt(12) == 0) {
                    int lost = random.nextInt(1, 4);
                    gaps.add(new Gap(number, lost, "frame-rate"));
                    number += lost;
                }
                frames.add(Chunks.frame(number, number * 33_333, outcome(random)));
                number++;
            }
            chunks.add(new Chunk(Chunks.epoch(epoch), sequence, frames, gaps, sequence == length - 1));
        }
        return chunks;
    }

    private static Outcome outcome(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Outcome.REUSED_SIMILAR;
            case 1 -> Outcome.REUSED_LATE;
            case 2 -> Outcome.held("deadline");
            case 3 -> Outcome.PASSTHROUGH;
            default -> Outcome.STYLED;
        };
    }

    /** All but the last chunk may be lost: what comes after it is unknown to anybody. */
    private static List<Chunk> disturbed(List<Chunk> chunks, SplittableRandom random) {
        List<Chunk> sent = new ArrayList<>();
        for (Chunk chunk : chunks) {
            boolean lost = random.nextInt(10) == 0 && !chunk.endOfEpoch();
            for (int copies = lost ? 0 : random.nextInt(10) == 0 ? 2 : 1; copies > 0; copies--) {
                int place = Math.max(0, sent.size() - random.nextInt(4));
                sent.add(chunk.endOfEpoch() ? sent.size() : place, chunk);
            }
        }
        return sent;
    }

    private static long framesOf(List<Chunk> chunks) {
        return chunks.stream()
                .mapToLong(chunk -> chunk.frames().size()
                        + chunk.gaps().stream().mapToLong(Gap::count).sum())
                .sum();
    }
}
