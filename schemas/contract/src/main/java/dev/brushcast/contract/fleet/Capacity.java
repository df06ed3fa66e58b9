package dev.brushcast.contract.fleet;

import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an engine has rendered in a trial, and from it the share of its time that other work takes. Of a size that was not
 * tried it is that of the nearest that was, by its pixels: a model's time grows with them. Of a number of steps that was not
 * tried it follows the line through the two that were, since encoding and decoding are the same for any.
 *
 * @param points of the trial, as they were measured
 */
public record Capacity(List<WorkerCapacity> points) {

    /** Nothing was tried. */
    public static final Capacity UNKNOWN = new Capacity(List.of());

    public Capacity {
        points = points.stream().filter(point -> point.getFramesPerSecond() > 0).toList();
    }

    /** What a worker has told. */
    public static Capacity of(WorkerHealth worker) {
        return new Capacity(worker.getCapacities());
    }

    public boolean isKnown() {
        return ofSteps(0).findAny().isPresent();
    }

    /**
     * The share of the engine's time that work takes; above 1: it cannot.
     *
     * @return 0 if nothing was tried
     */
    public double share(FrameWork work) {
        return nearest(work)
                .map(point -> work.framesPerSecond()
                        / point.getFramesPerSecond()
                        * work.pixels()
                        / pixels(point)
                        * ratio(work.steps())
                        * work.cost())
                .orElse(0.0);
    }

    /** How many frames a second of such pictures and steps would take all of its time; 0 if nothing was tried. */
    public double framesPerSecond(FrameWork work) {
        double one = share(new FrameWork(work.width(), work.height(), work.steps(), 1, work.cost()));
        return one == 0 ? 0 : 1 / one;
    }

    private Optional<WorkerCapacity> nearest(FrameWork work) {
        return ofSteps(0)
                .min(Comparator.comparingDouble(point -> Math.abs(Math.log((double) work.pixels() / pixels(point)))));
    }

    /** How many times as long as with the model's own steps a frame takes. */
    private double ratio(int steps) {
        if (steps == 0) {
            return 1;
        }
        List<WorkerCapacity> tried = points.stream()
                .filter(point -> point.getSteps() > 0)
                .sorted(Comparator.comparingInt(WorkerCapacity::getSteps))
                .toList();
        if (tried.isEmpty()) {
            return steps; // as if its own were one: rather refused than late
        }
        WorkerCapacity few = tried.getFirst();
        WorkerCapacity many = tried.getLast();
        double own = ofSteps(0)
                .filter(point -> point.getWidth() == few.getWidth() && point.getHeight() == few.getHeight())
                .findFirst()
                .map(point -> 1 / point.getFramesPerSecond())
                .orElse(1 / few.getFramesPerSecond());
        double fewSeconds = 1 / few.getFramesPerSecond();
        if (few.getSteps() == many.getSteps()) {
            return fewSeconds * steps / few.getSteps() / own;
        }
        double perStep = Math.max(0, 1 / many.getFramesPerSecond() - fewSeconds) / (many.getSteps() - few.getSteps());
        return Math.max(fewSeconds / few.getSteps(), fewSeconds + perStep * (steps - few.getSteps())) / own;
    }

    private Stream<WorkerCapacity> ofSteps(int steps) {
        return points.stream().filter(point -> point.getSteps() == steps);
    }

    private static double pixels(WorkerCapacity point) {
        return (double) point.getWidth() * point.getHeight();
    }
}
