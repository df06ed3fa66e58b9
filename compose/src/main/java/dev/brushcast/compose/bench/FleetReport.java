package dev.brushcast.compose.bench;

import dev.brushcast.compose.report.TextTable;
import java.util.List;

/**
 * How many live streams fleets carry on time.
 *
 * @param engine the times of the fake engine, which stands for a GPU
 * @param cores of the machine, which broker, bench and workers share
 * @param rounds by the number of workers
 */
public record FleetReport(String engine, int cores, List<Round> rounds) {

    public FleetReport {
        rounds = List.copyOf(rounds);
    }

    /**
     * A fleet.
     *
     * @param kind {@code measured}: workers as processes of this machine; {@code placement}: as many streams as control lets in
     *     where every worker is as the one that was measured, on a machine of its own: nothing is rendered
     * @param workers how many
     * @param streams that were sent, or asked for
     * @param streamsOnTime of them, those with 99 of 100 frames styled; or let in
     * @param framesOnTime a second, of all streams
     * @param efficiency streams on time of a worker, by those of the fleet of one
     * @param workerCores processor time of all workers by the round's length
     * @param otherCores that of broker and bench
     */
    public record Round(
            String kind,
            int workers,
            int streams,
            long streamsOnTime,
            double framesOnTime,
            double efficiency,
            double workerCores,
            double otherCores) {}

    /** For people. */
    public String table() {
        TextTable table = new TextTable(
                "fleet",
                "workers",
                "streams",
                "on time",
                "frames/s on time",
                "of linear",
                "worker cores",
                "other cores");
        rounds.forEach(round -> table.row(
                round.kind(),
                round.workers(),
                round.streams(),
                round.streamsOnTime(),
                round.framesOnTime(),
                round.efficiency(),
                round.workerCores(),
                round.otherCores()));
        return "Fake engine " + engine + " in place of each worker's GPU; " + cores + " cores for everything"
                + System.lineSeparator() + table;
    }
}
