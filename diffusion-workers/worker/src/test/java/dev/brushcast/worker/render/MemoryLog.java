package dev.brushcast.worker.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A slot's source chunks in memory. */
public final class MemoryLog implements SourceLog {

    /** Nothing is in it. */
    public static final SourceLog EMPTY = new MemoryLog();

    private final Map<Long, SourceRecord> records = new TreeMap<>();
    private final List<Long> read = new ArrayList<>();

    public void add(SourceRecord record) {
        records.put(record.offset(), record);
    }

    /** What is older than the retention time is gone. */
    void expire(long beforeOffset) {
        records.keySet().removeIf(offset -> offset < beforeOffset);
    }

    /** Offsets that were asked for, in order. */
    List<Long> read() {
        return read;
    }

    @Override
    public List<SourceRecord> read(List<SourcePlace> places) {
        long[] offsets = places.stream().mapToLong(SourcePlace::offset).toArray();
        if (!Arrays.equals(offsets, Arrays.stream(offsets).sorted().distinct().toArray())) {
            throw new AssertionError("offsets do not rise: " + places);
        }
        places.forEach(place -> read.add(place.offset()));
        return places.stream()
                .filter(place -> records.containsKey(place.offset()))
                .map(place -> records.get(place.offset()))
                .toList();
    }

    @Override
    public void close() {
        // stays readable, as a topic does
    }
}
