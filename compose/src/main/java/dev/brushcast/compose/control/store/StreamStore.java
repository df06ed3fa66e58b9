package dev.brushcast.compose.control.store;

import dev.brushcast.compose.control.store.StreamLog.Decision;
import dev.brushcast.contract.avro.DesiredStream;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The streams that there are to be. A change names the revision that it was made for and is refused when there is another; a new
 * stream gets the lowest free slot. Safe for use by several threads, and beside other instances on the same cluster.
 */
public final class StreamStore {

    /** All that make new streams hold one pen: two could otherwise give one id two slots. */
    private static final String CREATION = "creation";

    private final StreamLog log;
    private final InstantSource clock;

    public StreamStore(StreamLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
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
        return log.write(CREATION, streams -> {
            DesiredStream known = streams.get(wanted.getStreamId());
            if (known != null) {
                return new Decision.Not(new Write.Changed(known));
            }
            OptionalInt slot = freeSlot(streams);
            if (slot.isEmpty()) {
                return new Decision.Not(new Write.NoSlotFree(log.slots()));
            }
            long now = nowUs();
            DesiredStream made = DesiredStream.newBuilder(wanted)
                    .setSlot(slot.getAsInt())
                    .setRevision(1)
                    .setCreatedAtUs(now)
                    .setChangedAtUs(now)
                    .build();
            return new Decision.Put(made, made);
        });
    }

    private OptionalInt freeSlot(Map<String, DesiredStream> streams) {
        BitSet taken = new BitSet();
        streams.values().forEach(stream -> taken.set(stream.getSlot()));
        int slot = taken.nextClearBit(0);
        return slot < log.slots() ? OptionalInt.of(slot) : OptionalInt.empty();
    }

    /**
     * Changes a stream.
     *
     * @param before what the change was made for
     * @param after whatever its slot, revision and times
     */
    public Write replace(DesiredStream before, DesiredStream after) {
        return log.write(
                penOf(before),
                streams -> checked(streams, before, now -> {
                    DesiredStream next = DesiredStream.newBuilder(after)
                            .setSlot(now.getSlot())
                            .setRevision(now.getRevision() + 1)
                            .setCreatedAtUs(now.getCreatedAtUs())
                            .setChangedAtUs(nowUs())
                            .build();
                    return new Decision.Put(next, next);
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
