package dev.brushcast.worker.simulation;

import dev.brushcast.worker.schedule.ChunkAsk;
import dev.brushcast.worker.schedule.Demand;
import dev.brushcast.worker.schedule.Economy;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Load;
import dev.brushcast.worker.schedule.LoadBoard;
import dev.brushcast.worker.schedule.Schedule;
import dev.brushcast.worker.schedule.Scheduler;
import dev.brushcast.worker.schedule.Ways;
import dev.brushcast.worker.simulation.ArrivalTrace.Arrival;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a worker: each stream takes its chunks one after another, as a stream thread does, and the device makes calls of the rows
 * that are in it, those first that are due first. Everything happens in its own time, drawn from one seed. Used once.
 */
public final class Simulation {

    /** Frames of a chunk. */
    public static final int FRAMES_PER_CHUNK = 4;

    /** Pictures unpacked before the engine's work, packed and published after it: halves of what was measured for both together. */
    private static final long BEFORE_US = 3_000;

    private static final long AFTER_US = 8_000;
    /** A chunk of which nothing is rendered. */
    private static final long SKIPPED_US = 500;

    private static final double JITTER = 0.3;
    private static final double SHORTEST = 0.1;
    private static final int MANY = 1 << 10;
    private static final long NANOS_PER_US = 1_000;

    private final ArrivalTrace trace;
    private final Device device;
    private final Policy policy;
    private final FrameBudget budget;
    private final long budgetUs;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atUs).thenComparingLong(Event::order));
    private final List<Stream> streams;
    private final List<Row> rows = new ArrayList<>();
    private final Scheduler scheduler;
    private final LoadBoard board;
    private final Tally tally;
    private final Ways ways;
    private final int fixedRows;
    private boolean deviceBusy;
    private long nowUs;
    private long order;

    private record Event(long atUs, long order, Runnable happens) {}

    private static final class Stream {
        private final Deque<Arrival> waiting = new ArrayDeque<>();
        private boolean busy;
    }

    /** A frame in the engine. */
    private record Row(Job job, int frame, long beginUntilUs, long order) {}

    /** A chunk in the engine. */
    private static final class Job {
        private final Arrival chunk;
        private final int percent;
        private final LoadBoard.@Nullable Work work;
        private final Set<Integer> rendered = new HashSet<>();
        private int open;

        Job(Arrival chunk, int percent, LoadBoard.@Nullable Work work, int open) {
            this.chunk = chunk;
            this.percent = percent;
            this.work = work;
            this.open = open;
        }
    }

    /** @param seed of all that is drawn */
    public Simulation(ArrivalTrace trace, Device device, Policy policy, FrameBudget budget, long seed) {
        this.trace = trace;
        this.device = device;
        this.policy = policy;
        this.budget = budget;
        this.budgetUs = budget.budget().toNanos() / NANOS_PER_US;
        this.random = new SplittableRandom(seed);
        this.streams =
                IntStream.range(0, trace.streams()).mapToObj(_ -> new Stream()).toList();
        this.scheduler = new Scheduler(budget.passthroughAfter());
        this.board = new LoadBoard(() -> nowUs * NANOS_PER_US);
        this.tally = new Tally(trace.streams(), budgetUs);
        this.ways = device.ways(policy.smallestSize());
        this.fixedRows = Math.min(device.curve().best(MANY), FRAMES_PER_CHUNK * trace.streams());
    }

    /** Runs until everything that came has left. */
    public Score run() {
        trace.arrivals().forEach(chunk -> at(chunk.arrivedUs(), () -> arrive(chunk)));
        while (!events.isEmpty()) {
            Event next = events.remove();
            nowUs = next.atUs();
            next.happens().run();
            if (events.isEmpty() && !rows.isEmpty()) {
                call(rows.size()); // what a fixed batch waits for does not come any more
            }
        }
        return tally.score();
    }

    private void at(long us, Runnable happens) {
        events.add(new Event(us, order++, happens));
    }

    private void arrive(Arrival chunk) {
        Stream stream = streams.get(chunk.stream());
        long room = Math.max(1, budgetUs / 2 / (FRAMES_PER_CHUNK * chunk.frameUs()));
        if (policy == Policy.DROP_NEWEST && stream.waiting.size() >= room) {
            tally.left(chunk, Set.of(), nowUs);
            return;
        }
        stream.waiting.add(chunk);
        next(stream);
    }

    private void next(Stream stream) {
        if (stream.busy || stream.waiting.isEmpty()) {
            return;
        }
        stream.busy = true;
        Arrival chunk = stream.waiting.remove();
        if (policy.isScheduler()) {
            pace(chunk);
        } else {
            enterLater(
                    new Job(chunk, Economy.FULL, null, FRAMES_PER_CHUNK),
                    Schedule.all(FRAMES_PER_CHUNK),
                    Long.MAX_VALUE);
        }
    }

    private void pace(Arrival chunk) {
        List<ChunkAsk.Frame> frames = IntStream.range(0, FRAMES_PER_CHUNK)
                .mapToObj(i -> new ChunkAsk.Frame(
                        chunk.sequence() * FRAMES_PER_CHUNK + i,
                        (chunk.capturedUs(i) + budgetUs - nowUs) * NANOS_PER_US))
                .toList();
        Duration length = Duration.of(FRAMES_PER_CHUNK * chunk.frameUs(), ChronoUnit.MICROS);
        board.heard("stream-" + chunk.stream(), new Demand(1e6 / chunk.frameUs(), FRAMES_PER_CHUNK, ways), length);
        long due = (chunk.capturedUs() + budgetUs) * NANOS_PER_US;
        Load load = board.seen(due);
        Schedule schedule = scheduler.decide(
                new ChunkAsk(
                        true,
                        chunk.sequence(),
                        false,
                        frames,
                        Duration.of(nowUs - chunk.capturedUs(), ChronoUnit.MICROS),
                        Duration.of(nowUs - chunk.arrivedUs(), ChronoUnit.MICROS),
                        budget.budget(),
                        Optional.of(ways)),
                load);
        if (schedule.rendered().isEmpty()) {
            at(nowUs + SKIPPED_US, () -> leave(new Job(chunk, Economy.FULL, null, 0)));
            return;
        }
        int count = schedule.rendered().size();
        Job job = new Job(chunk, schedule.percent(), board.begin(load, count, ways.in(schedule), due), count);
        enterLater(job, schedule, nowUs + schedule.beginWithinNanos() / NANOS_PER_US);
    }

    private void enterLater(Job job, Schedule schedule, long beginUntilUs) {
        long until = policy == Policy.FIXED_BATCH ? job.chunk.capturedUs() + budgetUs : beginUntilUs;
        at(nowUs + noisy(BEFORE_US), () -> {
            if (job.work != null) {
                job.work.asked();
            }
            schedule.rendered().stream().sorted().forEach(frame -> rows.add(new Row(job, frame, until, order++)));
            workOn();
        });
    }

    /** The device takes up what there is, if it is free. */
    private void workOn() {
        if (deviceBusy) {
            return;
        }
        for (Row late : rows.stream().filter(row -> row.beginUntilUs() < nowUs).toList()) {
            rows.remove(late);
            done(late.job());
        }
        if (rows.isEmpty() || (policy == Policy.FIXED_BATCH && rows.size() < fixedRows)) {
            return;
        }
        rows.sort(Comparator.<Row>comparingLong(row -> due(row)).thenComparingLong(Row::order));
        int percent = rows.getFirst().job().percent;
        long alike = rows.stream().filter(row -> row.job().percent == percent).count();
        call(policy == Policy.FIXED_BATCH ? fixedRows : device.curve(percent).best((int) alike));
    }

    /** So many rows of the size of the first. */
    private void call(int size) {
        int percent = rows.getFirst().job().percent;
        List<Row> batch = rows.stream()
                .filter(row -> row.job().percent == percent)
                .limit(size)
                .toList();
        rows.removeAll(batch);
        deviceBusy = true;
        at(nowUs + device.tookUs(size, percent, random), () -> {
            deviceBusy = false;
            batch.forEach(row -> row.job().rendered.add(row.frame()));
            batch.forEach(row -> done(row.job()));
            workOn();
        });
    }

    private long due(Row row) {
        return row.job().chunk.capturedUs() + budgetUs;
    }

    private void done(Job job) {
        job.open--;
        if (job.open == 0) {
            if (job.work != null) {
                job.work.answered(job.rendered.size());
            }
            at(nowUs + noisy(AFTER_US), () -> leave(job));
        }
    }

    private void leave(Job job) {
        if (job.work != null) {
            job.work.close();
        }
        tally.left(job.chunk, job.rendered, nowUs);
        Stream stream = streams.get(job.chunk.stream());
        stream.busy = false;
        next(stream);
    }

    private long noisy(long us) {
        return Math.round(us * Math.max(SHORTEST, 1 + JITTER * random.nextGaussian()));
    }
}
