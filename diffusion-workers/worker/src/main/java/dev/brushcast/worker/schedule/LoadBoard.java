package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all of a worker's streams ask of its device, what of it is in the engine, and how long it really takes. Safe for use by
 * several threads.
 */
public final class LoadBoard {

    /** A stream that has sent nothing for so long asks for nothing. */
    private static final long GONE_NANOS = Duration.ofSeconds(2).toNanos();

    /** The share of a new measurement in the running mean. */
    private static final double NEW = 0.1;

    /** One measurement counts no more than so many times what was expected: a pause is not how long things take. */
    private static final double MOST = 4;

    /** Half of a slowdown is forgotten in so long, so that one that lets nothing be rendered any more, hence measured, ends. */
    private static final double HALF_LIFE_NANOS =
            (double) Duration.ofSeconds(10).toNanos();

    /** So long is at least saved what is. */
    private static final long LEAST_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoClock;
    private final Map<String, Stream> streams = new HashMap<>();
    private final Set<InEngine> inEngine = new HashSet<>();
    private final Throughput throughput = new Throughput();
    private double slowdown = 1;
    private long slowdownAt;
    private double overheadNanos;
    private double unknownFrameNanos;
    private Economy economy = Economy.NONE;
    private long economyAt;

    private record Stream(Demand demand, long lastNanos, long goneNanos) {}

    private record InEngine(Object owner, double workNanos, long deadlineNanos) {}

    public LoadBoard(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        slowdownAt = nanoClock.getAsLong();
        economyAt = slowdownAt;
    }

    /** What is known of frames of which the engine measures nothing; empty before the first of them. */
    public synchronized Optional<FrameLatency> byExperience() {
        return unknownFrameNanos == 0 ? Optional.empty() : Optional.of(Experience.of(unknownFrameNanos));
    }

    /** A stream's chunk has come, and lasts so long. */
    public synchronized void heard(String streamId, Demand demand, Duration length) {
        long now = nanoClock.getAsLong();
        streams.values().removeIf(stream -> now - stream.lastNanos > stream.goneNanos);
        streams.put(streamId, new Stream(demand, now, Math.max(GONE_NANOS, 3 * length.toNanos())));
    }

    /** The load as a chunk meets it whose last frame is due then, on the nanosecond clock. */
    public synchronized Load seen(long deadlineNanos) {
        long now = nanoClock.getAsLong();
        streams.values().removeIf(stream -> now - stream.lastNanos > stream.goneNanos);
        forget(now);
        double ahead = 0;
        for (InEngine other : inEngine) {
            ahead += other.deadlineNanos - deadlineNanos <= 0 ? other.workNanos : 0;
        }
        List<Demand> demands = streams.values().stream().map(Stream::demand).toList();
        Load load = new Load(ahead, demands, slowdown, throughput.effort(), overheadNanos, economy);
        save(load.bestEconomy(), now);
        return load.with(economy);
    }

    /** More at once, less only after a while: a picture that changes its look all the time is worse than a plain one. */
    private void save(Economy best, long now) {
        boolean less = best.compareTo(economy) > 0;
        if (!best.equals(economy) && (!less || now - economyAt >= LEAST_NANOS)) {
            economy = best;
            economyAt = now;
        }
    }

    private void forget(long now) {
        slowdown = 1 + (slowdown - 1) * Math.pow(0.5, (double) (now - slowdownAt) / HALF_LIFE_NANOS);
        slowdownAt = now;
    }

    /** A chunk of so many frames is decided about, and goes to the engine soon. To be closed whatever becomes of it. */
    public Work begin(Load load, int frames, @Nullable FrameLatency latency, long deadlineNanos) {
        return new Work(load, frames, latency, deadlineNanos);
    }

    private synchronized void enter(InEngine entry) {
        throughput.at(nanoClock.getAsLong(), !inEngine.isEmpty());
        inEngine.add(entry);
    }

    private synchronized void leave(InEngine entry, double share) {
        boolean busy = !inEngine.isEmpty();
        if (inEngine.remove(entry)) {
            throughput.at(nanoClock.getAsLong(), busy);
            throughput.done(share * entry.workNanos);
        }
    }

    private synchronized void took(Load load, int frames, @Nullable FrameLatency latency, double nanos) {
        if (latency == null || latency.encode() instanceof Experience) {
            double ahead = latency == null ? 0 : load.aheadNanos();
            double each = nanos / (frames + (latency == null ? 0 : ahead / latency.work(1)));
            unknownFrameNanos =
                    unknownFrameNanos == 0 ? each : mean(unknownFrameNanos, Math.min(each, MOST * unknownFrameNanos));
            return;
        }
        double expected = Math.max(latency.alone(frames), load.aheadNanos() + frames * latency.work(load.together()));
        if (expected > 0) {
            slowdown = Math.max(1, mean(slowdown, Math.min(nanos / expected, MOST * slowdown)));
        }
    }

    private synchronized void besides(double nanos) {
        overheadNanos = overheadNanos == 0 ? nanos : mean(overheadNanos, Math.min(nanos, MOST * overheadNanos));
    }

    private static double mean(double before, double now) {
        return before + NEW * (now - before);
    }

    /** A chunk on its way. Owned by the thread that renders it. */
    public final class Work implements AutoCloseable {

        private final Load load;
        private final int frames;
        private final @Nullable FrameLatency latency;
        private final InEngine entry;
        private final long begunNanos = nanoClock.getAsLong();
        private long besidesNanos;
        private long askedNanos;
        private long answeredNanos;

        private Work(Load load, int frames, @Nullable FrameLatency latency, long deadlineNanos) {
            this.load = load;
            this.frames = frames;
            this.latency = latency;
            this.entry = new InEngine(
                    new Object(), latency == null ? 0 : frames * latency.work(load.together()), deadlineNanos);
            enter(entry);
        }

        /** The engine has it from now on. */
        public void asked() {
            askedNanos = nanoClock.getAsLong();
            besidesNanos = askedNanos - begunNanos;
        }

        /**
         * The engine has answered.
         *
         * @param rendered so many of the frames it has: where that is not all, it says nothing of how long all take
         */
        public void answered(int rendered) {
            answeredNanos = nanoClock.getAsLong();
            leave(entry, (double) rendered / frames);
            if (rendered == frames) {
                took(load, frames, latency, (double) (answeredNanos - askedNanos));
            }
        }

        /** Its pictures are ready to be published, or it is given up. */
        @Override
        public void close() {
            leave(entry, 0);
            if (answeredNanos != 0) {
                besides((double) (besidesNanos + nanoClock.getAsLong() - answeredNanos));
            }
        }
    }
}
