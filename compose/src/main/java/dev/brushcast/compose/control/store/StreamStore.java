package dev.brushcast.compose.control.store;

import dev.brushcast.compose.control.fleet.FleetDesk;
import dev.brushcast.compose.control.fleet.Verdict;
import dev.brushcast.compose.control.store.StreamLog.Decision;
import dev.brushcast.contract.avro.DesiredStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The streams that there are to be. A change names the revision that it was made for and is refused when there is another; a new
 * stream gets a free slot of the worker with most room, and is refused where that is too little. Safe for use by several threads,
 * and beside other instances on the same cluster.
 */
public final class StreamStore {

    /** All that make new streams hold one pen: two could otherwise give one id two slots. */
    private static final String CREATION = "creation";

    private final StreamLog log;
    private final InstantSource clock;
    private final FleetDesk fleet;

    public StreamStore(StreamLog log, InstantSource clock, FleetDesk fleet) {
        this.log = log;
        this.clock = clock;
        this.fleet = fleet;
    }

    /** What the workers tell, and what they have to carry. */
    public FleetDesk fleet() {
        return fleet;
    }

    /**
     * All streams, by their ids.
     *
     * @throws StoreUnavailableException if they are not known yet
     */
    public SortedMap<String, DesiredStream> all() {
        return known();
    }

    /** Why streams cannot be told now; empty: they can. */
    public Optional<String> problem() {
        return log.problem();
    }

    /** How many streams there may be; 0: not known yet. */
    public int slots() {
        return log.slots();
    }

    /**
     * A stream as it is to be.
     *
     * @throws StoreUnavailableException if that is not known yet
     */
    public Optional<DesiredStream> find(String id) {
        return Optional.ofNullable(known().get(id));
    }

    /**
     * Streams by id.
     *
     * @param after the id before the first; empty: from the beginning
     * @param limit how many at most
     * @throws StoreUnavailableException if they are not known yet
     */
    public List<DesiredStream> list(String after, int limit) {
        return known().tailMap(after).values().stream()
                .filter(stream -> stream.getStreamId().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    private SortedMap<String, DesiredStream> known() {
        log.problem().ifPresent(problem -> {
            throw new StoreUnavailableException("Topic streams " + problem);
        });
        return log.streams();
    }

    /**
     * A new stream. {@code Changed}: there is one of that id.
     *
     * @param wanted whatever its slot, revision and times
     */
    public Write create(DesiredStream wanted) {
        return create(wanted, 0, false);
    }

    /**
     * A new stream. {@code Changed}: there is one of that id.
     *
     * @param wanted whatever its slot, revision and times
     * @param steps that it is denoised in at first; 0: the model's own number
     * @param beyondCapacity whether it is made although its frames will come late
     */
    public Write create(DesiredStream wanted, int steps, boolean beyondCapacity) {
        return log.write(CREATION, streams -> {
            DesiredStream known = streams.get(wanted.getStreamId());
            if (known != null) {
                return new Decision.Not(new Write.Changed(known));
            }
            FleetDesk.Place place = fleet.place(wanted, steps, streams, log.slots());
            if (place.slot().isEmpty()) {
                return new Decision.Not(new Write.NoSlotFree(log.slots()));
            }
            if (!beyondCapacity && place.verdict() instanceof Verdict.TooMuch(String why)) {
                return new Decision.Not(new Write.NoRoom(why));
            }
            long now = nowUs();
            DesiredStream made = DesiredStream.newBuilder(wanted)
                    .setSlot(place.slot().getAsInt())
                    .setRevision(1)
                    .setCreatedAtUs(now)
                    .setChangedAtUs(now)
                    .build();
            return new Decision.Put(made, made);
        });
    }

    /**
     * Changes a stream.
     *
     * @param before what the change was made for
     * @param after whatever its slot, revision and times
     */
    public Write replace(DesiredStream before, DesiredStream after) {
        return replace(before, after, true);
    }

    /**
     * Changes a stream; one that stood still is started only if the workers can carry it. Two that are started in the same moment may
     * both find the room for one.
     *
     * @param before what the change was made for
     * @param after whatever its slot, revision and times
     * @param beyondCapacity whether it is started although its frames will come late
     */
    public Write replace(DesiredStream before, DesiredStream after, boolean beyondCapacity) {
        return log.write(
                penOf(before),
                streams -> checked(streams, before, now -> {
                    DesiredStream next = DesiredStream.newBuilder(after)
                            .setSlot(now.getSlot())
                            .setRevision(now.getRevision() + 1)
                            .setCreatedAtUs(now.getCreatedAtUs())
                            .setChangedAtUs(nowUs())
                            .build();
                    boolean starts = next.getRunning() && !now.getRunning();
                    return starts
                                    && !beyondCapacity
                                    && fleet.judge(next, streams) instanceof Verdict.TooMuch(String why)
                            ? new Decision.Not(new Write.NoRoom(why))
                            : new Decision.Put(next, next);
                }));
    }

    /** Removes a stream; its slot is free. */
    public Write remove(DesiredStream before) {
        return log.write(penOf(before), streams -> checked(streams, before, now -> new Decision.Put(now, null)));
    }

    private static Decision checked(
            Map<String, DesiredStream> streams, DesiredStream before, Function<DesiredStream, Decision> change) {
        DesiredStream now = streams.get(before.getStreamId());
        if (now == null || now.getCreatedAtUs() != before.getCreatedAtUs() || now.getSlot() != before.getSlot()) {
            return new Decision.Not(now == null ? new Write.Gone() : new Write.Changed(now));
        }
        return now.getRevision() == before.getRevision() ? change.apply(now) : new Decision.Not(new Write.Changed(now));
    }

    private static String penOf(DesiredStream stream) {
        return Integer.toString(stream.getSlot());
    }

    private long nowUs() {
        return clock.millis() * 1_000;
    }
}
