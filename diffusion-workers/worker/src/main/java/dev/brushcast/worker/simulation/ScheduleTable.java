package dev.brushcast.worker.simulation;

import dev.brushcast.worker.schedule.FrameBudget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The policies side by side, from a fifth of what the device can do to twice as much.
 *
 * @param rows by load, rising
 */
public record ScheduleTable(List<Row> rows) {

    private static final int FIFTHS = 10;
    private static final double GOOD = 0.99;
    private static final double PERCENT = 100;

    /**
     * One load.
     *
     * @param load frames of one step that come, as a share of those that the device does in the largest batches
     * @param scores means over the seeds
     */
    public record Row(double load, Map<Policy, Score> scores) {

        public Row {
            scores = Map.copyOf(scores);
        }

        /** How a policy did. */
        public Score score(Policy policy) {
            Score score = scores.get(policy);
            if (score == null) {
                throw new IllegalArgumentException("not simulated: " + policy);
            }
            return score;
        }
    }

    public ScheduleTable {
        rows = List.copyOf(rows);
    }

    /**
     * Simulates all of it.
     *
     * @param device whose curve is stretched to each load, so that arrivals stay as they were recorded
     * @param seeds how many runs each figure is the mean of
     */
    public static ScheduleTable of(ArrivalTrace trace, Device device, FrameBudget budget, int seeds) {
        List<Row> rows = new ArrayList<>();
        for (int fifth = 1; fifth <= FIFTHS; fifth++) {
            double load = fifth / 5.0;
            Device loaded = device.at(load, trace.framesPerSecond());
            Map<Policy, Score> scores = new EnumMap<>(Policy.class);
            for (Policy policy : Policy.values()) {
                scores.put(
                        policy,
                        Score.mean(LongStream.range(0, seeds)
                                .mapToObj(seed -> new Simulation(trace, loaded, policy, budget, seed).run())
                                .toList()));
            }
            rows.add(new Row(load, scores));
        }
        return new ScheduleTable(rows);
    }

    /** Goodput at 99 %: the highest of the loads up to which, each of them included, 99 % of frames meet their deadline; 0: none. */
    public double goodput(Policy policy) {
        return IntStream.range(0, rows.size())
                .takeWhile(i -> rows.get(i).score(policy).attainment() >= GOOD)
                .mapToDouble(i -> rows.get(i).load())
                .max()
                .orElse(0);
    }

    /** A table to read: attainment and continuous play of each policy, in percent. */
    public String text(ArrivalTrace trace) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d streams, %.0f frames/s; attainment / continuous play, %%%n| load |",
                trace.name(),
                trace.streams(),
                trace.framesPerSecond()));
        for (Policy policy : Policy.values()) {
            text.append(' ').append(policy.label()).append(" |");
        }
        text.append(String.format("%n|---|%s%n", "---|".repeat(Policy.values().length)));
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "| %.1f |", row.load()));
            for (Policy policy : Policy.values()) {
                Score score = row.score(policy);
                text.append(String.format(
                        Locale.ROOT, " %.1f / %.1f |", PERCENT * score.attainment(), PERCENT * score.continuity()));
            }
            text.append(System.lineSeparator());
        }
        text.append("| goodput at 99 % |");
        for (Policy policy : Policy.values()) {
            text.append(String.format(Locale.ROOT, " %.1f |", goodput(policy)));
        }
        Score twice = rows.getLast().score(Policy.SCHEDULER);
        return text.append(String.format(
                        Locale.ROOT,
                        "%nscheduler at %.1f: longest lag %.0f ms, worst stream %.1f %%, rendered in vain %.1f %%%n",
                        rows.getLast().load(),
                        twice.longestLagMs(),
                        PERCENT * twice.worstStream(),
                        PERCENT * twice.lateShare()))
                .toString();
    }
}
