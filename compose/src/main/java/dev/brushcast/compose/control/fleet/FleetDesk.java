package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerStream;
import dev.brushcast.contract.fleet.FrameWork;
import dev.brushcast.contract.fleet.ModelChoice;
import dev.brushcast.contract.fleet.Presence;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.source.StreamSource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts together what {@link Placement} and {@link Admission} judge by. Safe for use by several threads.
 */
public final class FleetDesk {

    private static final long US_PER_MS = 1_000;
    private static final Verdict NOTHING_ASKED = new Verdict.Fits("it asks for nothing that anybody waits for");

    private final Supplier<Collection<WorkerHealth>> workers;
    private final Function<String, Optional<EpochStart>> epochs;
    private final InstantSource clock;
    private final Demand demand;

    /**
     * @param topics of the installation
     * @param workers what each has told last
     * @param epochs a stream's newest capture, by its id
     * @param clock the time of day
     */
    public FleetDesk(
            Topics topics,
            Supplier<Collection<WorkerHealth>> workers,
            Function<String, Optional<EpochStart>> epochs,
            InstantSource clock) {
        this.workers = workers;
        this.epochs = epochs;
        this.clock = clock;
        demand = new Demand(topics, model -> model.cost(present()));
    }

    /** Where there are no workers: every stream gets the lowest free slot. */
    public static FleetDesk alone(Topics topics, InstantSource clock) {
        return new FleetDesk(topics, List::of, _ -> Optional.empty(), clock);
    }

    /** All that still tell, those that warm up or leave among them. */
    public List<WorkerHealth> present() {
        long nowUs = clock.millis() * US_PER_MS;
        return workers.get().stream()
                .filter(worker -> Presence.isThere(worker, nowUs))
                .toList();
    }

    /** Those that should tell and do not: dead, or cut off. */
    public List<WorkerHealth> silent() {
        long nowUs = clock.millis() * US_PER_MS;
        return workers.get().stream()
                .filter(worker -> Presence.isSilent(worker, nowUs))
                .toList();
    }

    /** Why a stream cannot have the model that it asks for; empty: every worker that is there has it, or there is none yet. */
    public Optional<String> refusal(IngestConfig stream) {
        ModelChoice model = stream.model();
        return model == null
                ? Optional.empty()
                : model.refusal(present())
                        .or(() -> size(stream).flatMap(size -> model.misfit(present(), size.width(), size.height())));
    }

    /** Of its pictures, as far as that is known before it runs. */
    private Optional<Geometry.Size> size(IngestConfig stream) {
        if (stream.source() instanceof StreamSource other) {
            return epochs.apply(other.streamId()).map(start -> new Geometry.Size(start.getWidth(), start.getHeight()));
        }
        return stream.pictures().geometry() instanceof Geometry.Exact(int width, int height)
                ? Optional.of(new Geometry.Size(width, height))
                : Optional.empty();
    }

    /** The fleet with the streams that are to be. */
    public FleetNow now(Map<String, DesiredStream> streams) {
        long nowUs = clock.millis() * US_PER_MS;
        List<WorkerHealth> serving = present().stream()
                .filter(worker -> Presence.isServing(worker, nowUs))
                .toList();
        Map<String, WorkerStream> measured = measured(serving);
        Map<String, Claim> claims = new TreeMap<>();
        measured.forEach((id, stream) -> claims.put(id, new Claim(id, stream.getSlot(), FrameWork.of(stream))));
        streams.forEach((id, stream) -> {
            claims.remove(id);
            if (stream.getRunning()) {
                work(stream, measured, 0).ifPresent(work -> claims.put(id, new Claim(id, stream.getSlot(), work)));
            }
        });
        return new FleetNow(serving, List.copyOf(claims.values()));
    }

    /** Live streams by what their worker has measured; of one that two tell of, which moves, what was told last. */
    private static Map<String, WorkerStream> measured(List<WorkerHealth> workers) {
        Map<String, WorkerStream> streams = new TreeMap<>();
        workers.stream()
                .sorted(Comparator.comparingLong(WorkerHealth::getUpdatedAtUs))
                .flatMap(worker -> worker.getStreams().stream())
                .filter(WorkerStream::getLive)
                .forEach(stream -> streams.put(stream.getStreamId(), stream));
        return streams;
    }

    private Optional<FrameWork> work(DesiredStream stream, Map<String, WorkerStream> measured, int steps) {
        WorkerStream seen = measured.get(stream.getStreamId());
        if (seen != null) {
            return Optional.of(FrameWork.of(seen));
        }
        return demand.of(stream, epoch(stream), steps);
    }

    private Optional<EpochStart> epoch(DesiredStream stream) {
        return epochs.apply(stream.getStreamId())
                .filter(start -> start.getStartedAtUs() >= stream.getChangedAtUs() && stream.getChangedAtUs() > 0);
    }

    /**
     * Where a new stream goes, and whether it fits there.
     *
     * @param streams that there are
     * @param steps of the new one's denoising; 0: the model's own
     */
    public Place place(DesiredStream wanted, int steps, Map<String, DesiredStream> streams, int slots) {
        NavigableSet<Integer> taken =
                streams.values().stream().map(DesiredStream::getSlot).collect(Collectors.toCollection(TreeSet::new));
        NavigableSet<Integer> free = IntStream.range(0, slots)
                .filter(slot -> !taken.contains(slot))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        FleetNow now = now(streams);
        Optional<FrameWork> work = demand.of(wanted, Optional.empty(), steps);
        OptionalInt slot = Placement.choose(now, free, work);
        return new Place(
                slot, slot.isEmpty() || !wanted.getRunning() ? NOTHING_ASKED : judge(now, slot.getAsInt(), work));
    }

    /**
     * A slot and what is to be said of it.
     *
     * @param slot empty: none is free
     */
    public record Place(OptionalInt slot, Verdict verdict) {}

    /** Whether a stream fits where it is, if it runs. */
    public Verdict judge(DesiredStream stream, Map<String, DesiredStream> streams) {
        FleetNow all = now(streams);
        Optional<FrameWork> work = work(stream, measured(all.workers()), 0);
        return judge(all.without(stream.getStreamId()), stream.getSlot(), work);
    }

    private static Verdict judge(FleetNow now, int slot, Optional<FrameWork> work) {
        return work.map(frames -> Admission.judge(now, slot, frames)).orElse(NOTHING_ASKED);
    }
}
