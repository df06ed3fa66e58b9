package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides what is rendered of a chunk so that the most frames of all streams leave the worker by their deadlines. Pure: the same
 * question gives the same answer.
 *
 * <ol>
 *   <li>Recorded streams are rendered, however long it takes.
 *   <li>A chunk that an outage left behind is passed through, and one whose deadlines are over shows the picture before.
 *   <li>While the device cannot do what all streams ask, those whose style allows it take fewer steps, all alike, and where that is
 *       not enough, those whose style allows it are rendered smaller ({@link Economy}).
 *   <li>Where that is not enough and half of the budget is gone, each stream renders the share of its frames that the device can do,
 *       evenly by their numbers: streams thin out alike, and the lag stays where it is.
 *   <li>Of these only so many are rendered as will be done by their deadlines, which the measured times say. A frame that would be
 *       late costs time in which another is late.
 * </ol>
 *
 * <p>A model that is too slow for the budget even with the device to itself is asked nevertheless, for one frame of a chunk, as long
 * as it can begin in time.
 */
public final class Scheduler {

    /** While so much of the budget is left, nothing is left out that may be made up for. */
    private static final double AT_EASE = 0.25;

    /** What is afforded is known from how it went, and may be too much: with no time left so much of it is rendered, to gain some. */
    private static final double LEAST = 0.5;

    /** So much sooner than it has to be there is a chunk to be done: what is expected of a few calls is right to about that. */
    private static final double SPARE_NANOS = (double) Duration.ofMillis(20).toNanos();

    /** So many of the frames that meet in the engine on average are there at times, when calls must not become too small either. */
    private static final double AT_TIMES = 0.8;

    private final Duration passthroughAfter;

    public Scheduler(Duration passthroughAfter) {
        this.passthroughAfter = passthroughAfter;
    }

    /** What to do with a chunk. */
    public Schedule decide(ChunkAsk ask, Load load) {
        if (!ask.live() || ask.frames().isEmpty()) {
            return Schedule.all(ask.frames().size());
        }
        if (ask.age().compareTo(passthroughAfter) >= 0) {
            return Schedule.none(LagDecision.PASSTHROUGH);
        }
        long lastLeft = ask.frames().getLast().leftNanos();
        if (lastLeft <= 0) {
            return Schedule.none(LagDecision.REUSE_LATE);
        }
        if (ask.ways().isEmpty()) {
            return new Schedule(LagDecision.RENDER, all(ask), Integer.MAX_VALUE, Economy.FULL, lastLeft);
        }
        return inTime(ask, load, ask.ways().get());
    }

    private static Schedule inTime(ChunkAsk ask, Load load, Ways ways) {
        FrameLatency asked = ways.under(load.economy());
        int percent = ways.percent(load.economy());
        int most = asked.steps();
        int least = ways.fewestSteps() == 0 ? most : Math.min(most, ways.fewestSteps());
        int smallest = ask.whole() ? ask.frames().size() : 1;
        if (load.finishAlone(asked.withSteps(least), smallest) > ask.budget().toNanos()) {
            return asFarAsItGoes(ask, least, percent);
        }
        for (int steps = most; steps > least; steps--) {
            FrameLatency fewer = asked.withSteps(steps);
            if (met(ask, load, fewer, all(ask)).size() == ask.frames().size()) {
                return schedule(ask, load, fewer, percent, all(ask));
            }
        }
        FrameLatency quickest = asked.withSteps(least);
        return schedule(ask, load, quickest, percent, afforded(ask, load, quickest, load.affordable()));
    }

    /**
     * Those that will be done in time, if no others are rendered. A chunk leaves as one, so its time is that of its first frame: whoever
     * has come to that one stands still until the chunk is there. Where that is over, what its other frames have left still counts.
     */
    private static Set<Integer> met(ChunkAsk ask, Load load, FrameLatency latency, Set<Integer> afforded) {
        List<Integer> wanted = afforded.stream().sorted().toList();
        boolean together = ask.whole() || load.wastesCalls(latency, 0.5);
        long shown = ask.frames().getFirst().leftNanos();
        for (int count = wanted.size(); count > 0; count = together ? 0 : count - 1) {
            double finish = load.finish(latency, count) + SPARE_NANOS;
            List<Integer> possible = shown > 0
                    ? (finish <= shown ? wanted : List.of())
                    : wanted.stream()
                            .filter(i -> ask.frames().get(i).leftNanos() >= finish)
                            .toList();
            if (together && possible.size() * 2 >= count) {
                return afforded;
            }
            if (possible.size() >= count) {
                return evenly(possible, count);
            }
        }
        return Set.of();
    }

    private static Set<Integer> afforded(ChunkAsk ask, Load load, FrameLatency latency, double affordable) {
        double ease = leftAfterAll(ask, load, latency) / (AT_EASE * ask.budget().toNanos());
        if (affordable >= 1 || ease >= 1) {
            return all(ask);
        }
        double share = affordable * (LEAST + (1 - LEAST) * Math.max(0, ease));
        if (ask.whole() || load.wastesCalls(latency, AT_TIMES * share)) {
            return picks(ask.sequence(), share) ? all(ask) : Set.of();
        }
        return IntStream.range(0, ask.frames().size())
                .filter(i -> picks(ask.frames().get(i).number(), share))
                .boxed()
                .collect(Collectors.toSet());
    }

    /**
     * What is left of a chunk's time when all of it is done, or would be, had it come at once: one that was held up on its way here has
     * little time left, but says nothing of how far behind the worker is, and leaving frames of it out gains nothing.
     */
    private static double leftAfterAll(ChunkAsk ask, Load load, FrameLatency latency) {
        long first = ask.frames().getFirst().leftNanos();
        long apart = ask.frames().getLast().leftNanos() - first;
        long hadItComeAtOnce = ask.budget().minus(ask.waited()).toNanos() - apart;
        return Math.max(first, hadItComeAtOnce)
                - load.finish(latency, ask.frames().size());
    }

    private static Schedule schedule(
            ChunkAsk ask, Load load, FrameLatency latency, int percent, Set<Integer> afforded) {
        Set<Integer> met = met(ask, load, latency, afforded);
        if (met.isEmpty()) {
            return Schedule.none(LagDecision.REUSE_LATE);
        }
        int last = met.stream().mapToInt(Integer::intValue).max().orElseThrow();
        double rest = load.finishAlone(latency, ask.whole() ? met.size() : 1);
        long begin = Math.max(1, ask.frames().get(last).leftNanos() - (long) rest);
        return new Schedule(decision(ask, met), met, latency.steps(), percent, begin);
    }

    private static Schedule asFarAsItGoes(ChunkAsk ask, int steps, int percent) {
        int last = ask.frames().size() - 1;
        Set<Integer> rendered = ask.whole() ? all(ask) : Set.of(last);
        return new Schedule(
                decision(ask, rendered),
                rendered,
                steps,
                percent,
                ask.frames().get(last).leftNanos());
    }

    private static LagDecision decision(ChunkAsk ask, Set<Integer> rendered) {
        return rendered.size() == ask.frames().size() ? LagDecision.RENDER : LagDecision.THIN_OUT;
    }

    /** Whether a number is one of those that make up a share of all, as evenly as can be. */
    static boolean picks(long number, double share) {
        return share >= 1 || Math.floor((number + 1) * share) > Math.floor(number * share);
    }

    private static Set<Integer> evenly(List<Integer> from, int count) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(from.get((i + 1) * from.size() / count - 1));
        }
        return new HashSet<>(chosen);
    }

    private static Set<Integer> all(ChunkAsk ask) {
        return IntStream.range(0, ask.frames().size()).boxed().collect(Collectors.toSet());
    }
}
