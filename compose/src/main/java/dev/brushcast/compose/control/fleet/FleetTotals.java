package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.Capacity;

/**
 * A fleet in numbers, to scale it by and to be woken by.
 *
 * @param load what all streams ask for, by what is given away of all workers: above 1, workers are missing. Without workers, one for
 *     each stream; NaN where none of the workers has measured what it can do
 * @param lagSeconds of media: how far behind its capture the most belated live stream is
 * @param workers that serve
 * @param streams live ones that run, or are to
 * @param unserved of them, those in slots that no worker has
 */
public record FleetTotals(double load, double lagSeconds, int workers, int streams, int unserved) {

    private static final double US_PER_S = 1e6;

    public static FleetTotals of(FleetNow now) {
        long lagUs = now.workers().stream()
                .flatMap(worker -> worker.getStreams().stream())
                .filter(WorkerStream::getLive)
                .mapToLong(WorkerStream::getLagUs)
                .max()
                .orElse(0);
        return new FleetTotals(
                load(now),
                lagUs / US_PER_S,
                now.workers().size(),
                now.claims().size(),
                now.unserved().size());
    }

    private static double load(FleetNow now) {
        if (now.claims().isEmpty() || now.workers().isEmpty()) {
            return now.claims().size();
        }
        if (!now.isMeasured()) {
            return Double.NaN;
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
        return asked / given;
    }

    private static double mean(FleetNow now, Claim claim) {
        return now.workers().stream()
                .mapToDouble((WorkerHealth worker) -> Capacity.of(worker).share(claim.work()))
                .average()
                .orElse(0);
    }
}
