package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.Capacity;

/**
 * A fleet in three numbers, to scale it by.
 *
 * @param load what all streams ask for, by what is given away of all workers: above 1, workers are missing. Without workers, one for
 *     each stream
 * @param lagSeconds of media: how far behind its capture the most belated live stream is
 * @param workers that serve
 */
public record FleetTotals(double load, double lagSeconds, int workers) {

    private static final double US_PER_S = 1e6;

    public static FleetTotals of(FleetNow now) {
        if (now.workers().isEmpty()) {
            return new FleetTotals(now.claims().size(), 0, 0);
        }
        // A stream whose slot nobody has now is as much work for whoever gets it: a mean of what the workers say.
        double asked = now.claims().stream()
                .mapToDouble(claim -> now.ofSlot(claim.slot())
                        .map(worker -> Capacity.of(worker).share(claim.work()))
                        .orElseGet(() -> mean(now, claim)))
                .sum();
        double given = now.workers().stream()
                .mapToDouble(worker -> FleetNow.FULL * worker.getSustained())
                .sum();
        long lagUs = now.workers().stream()
                .flatMap(worker -> worker.getStreams().stream())
                .filter(WorkerStream::getLive)
                .mapToLong(WorkerStream::getLagUs)
                .max()
                .orElse(0);
        return new FleetTotals(asked / given, lagUs / US_PER_S, now.workers().size());
    }

    private static double mean(FleetNow now, Claim claim) {
        return now.workers().stream()
                .mapToDouble((WorkerHealth worker) -> Capacity.of(worker).share(claim.work()))
                .average()
                .orElse(0);
    }
}
