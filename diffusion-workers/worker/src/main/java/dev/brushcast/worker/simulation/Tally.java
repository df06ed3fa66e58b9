package dev.brushcast.worker.simulation;

import dev.brushcast.worker.simulation.ArrivalTrace.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Counts what became of chunks; see {@link Score} for what is counted. */
final class Tally {

    private final long budgetUs;
    private final List<List<Left>> streams;

    private record Left(Arrival chunk, Set<Integer> rendered, long atUs) {

        long met(long budgetUs) {
            return rendered.stream()
                    .filter(frame -> atUs <= chunk.capturedUs(frame) + budgetUs)
                    .count();
        }

        long late(long budgetUs) {
            return rendered.size() - met(budgetUs);
        }
    }

    Tally(int streams, long budgetUs) {
        this.budgetUs = budgetUs;
        this.streams = IntStream.range(0, streams)
                .mapToObj(_ -> (List<Left>) new ArrayList<Left>())
                .toList();
    }

    /**
     * A chunk leaves the worker.
     *
     * @param rendered its frames that have pictures of their own
     */
    void left(Arrival chunk, Set<Integer> rendered, long atUs) {
        streams.get(chunk.stream()).add(new Left(chunk, Set.copyOf(rendered), atUs));
    }

    Score score() {
        List<Left> all = streams.stream().flatMap(List::stream).toList();
        return new Score(
                attainment(all),
                streams.stream().mapToDouble(this::continuity).average().orElse(1),
                streams.stream().mapToDouble(this::attainment).min().orElse(1),
                all.stream()
                                .mapToLong(one -> one.atUs() - one.chunk().capturedUs())
                                .max()
                                .orElse(0)
                        / 1e3,
                share(all, all.stream().mapToLong(one -> one.late(budgetUs)).sum()));
    }

    private double attainment(List<Left> chunks) {
        return share(chunks, chunks.stream().mapToLong(one -> one.met(budgetUs)).sum());
    }

    private static double share(List<Left> chunks, long frames) {
        return chunks.isEmpty() ? 1 : (double) frames / ((long) chunks.size() * Simulation.FRAMES_PER_CHUNK);
    }

    private double continuity(List<Left> chunks) {
        long stalledUs = 0;
        long playedUs = 0;
        for (Left one : chunks.stream()
                .sorted(Comparator.comparingLong(left -> left.chunk().sequence()))
                .toList()) {
            long playedAt = one.chunk().capturedUs(0) + budgetUs + stalledUs;
            stalledUs += Math.max(0, one.atUs() - playedAt);
            playedUs += Simulation.FRAMES_PER_CHUNK * one.chunk().frameUs();
        }
        return playedUs == 0 ? 1 : (double) playedUs / (playedUs + stalledUs);
    }
}
