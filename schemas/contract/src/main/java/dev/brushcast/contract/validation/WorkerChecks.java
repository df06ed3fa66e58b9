package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerStream;

/** What a worker may say of itself: numbers that can be calculated with. */
final class WorkerChecks {

    private static final int MOST_SIDE = 1 << 16;
    private static final int MOST_STEPS = 10_000;
    private static final int MOST_POINTS = 1_000;
    private static final int MOST_MODELS = 100;
    private static final double MOST_COST = 1e6;
    private static final double MOST_FPS = 1e7;
    private static final double MOST_LOAD = 1e9;

    private WorkerChecks() {}

    static void require(WorkerHealth worker) {
        Check.wallUs("updatedAtUs", worker.getUpdatedAtUs());
        Check.wallUs("startedAtUs", worker.getStartedAtUs());
        Check.range("threads", worker.getThreads(), 0, Integer.MAX_VALUE);
        worker.getSlots().forEach(slot -> Check.range("slot", slot, 0, Integer.MAX_VALUE));
        amount("sustained", worker.getSustained(), 1);
        amount("load", worker.getLoad(), MOST_LOAD);
        Check.count("capacities", worker.getCapacities().size(), MOST_POINTS);
        worker.getCapacities().forEach(WorkerChecks::require);
        worker.getStreams().forEach(WorkerChecks::require);
        Check.count("models", worker.getModels().size(), MOST_MODELS);
        worker.getModels().forEach(WorkerChecks::require);
    }

    private static void require(WorkerModel model) {
        Check.name("model's name", model.getName());
        Check.name("model's hash", model.getHash());
        amount("cost", model.getCost(), MOST_COST);
        Check.range("sideMultiple", model.getSideMultiple(), 1, MOST_SIDE);
    }

    private static void require(WorkerCapacity point) {
        size(point.getWidth(), point.getHeight(), point.getSteps());
        amount("framesPerSecond", point.getFramesPerSecond(), MOST_FPS);
    }

    private static void require(WorkerStream stream) {
        Check.name("stream's id", stream.getStreamId());
        Check.range("slot", stream.getSlot(), 0, Integer.MAX_VALUE);
        size(stream.getWidth(), stream.getHeight(), stream.getSteps());
        amount("askedFps", stream.getAskedFps(), MOST_FPS);
        amount("lateFps", stream.getLateFps(), MOST_FPS);
        Check.range("lagUs", stream.getLagUs(), 0, Bounds.MAX_WALL_US);
        Check.name("model's name", stream.getModel());
        amount("cost", stream.getCost(), MOST_COST);
    }

    private static void size(int width, int height, int steps) {
        Check.range("width", width, 1, MOST_SIDE);
        Check.range("height", height, 1, MOST_SIDE);
        Check.range("steps", steps, 0, MOST_STEPS);
    }

    private static void amount(String what, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new ImplausibleRecordException(what + " is " + value + ", which cannot be: 0 to " + most);
        }
    }
}
