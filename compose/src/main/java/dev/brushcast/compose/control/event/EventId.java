package dev.brushcast.compose.control.event;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far somebody has come in topic {@code events}, as the id of an event: of one slot {@code 3:120}, partition and offset of the
 * event; of several, those of the last event of each, {@code 0:17,3:120}.
 *
 * @param offsets by partition, of the last event that was told
 */
public record EventId(Map<Integer, Long> offsets) {

    private static final int MOST = 1_000;
    private static final Pattern ONE = Pattern.compile("(\\d{1,6}):(\\d{1,18})");

    public EventId {
        offsets = Map.copyOf(offsets);
    }

    /** Empty if the text is none. */
    public static Optional<EventId> parse(String text) {
        Map<Integer, Long> offsets = new TreeMap<>();
        String[] parts = text.strip().split(",", MOST + 1);
        for (String part : parts) {
            Matcher one = ONE.matcher(part);
            if (!one.matches()) {
                return Optional.empty();
            }
            offsets.put(Integer.valueOf(one.group(1)), Long.valueOf(one.group(2)));
        }
        return Optional.of(new EventId(offsets));
    }

    /** After one more event. */
    public EventId and(int partition, long offset) {
        Map<Integer, Long> next = new TreeMap<>(offsets);
        next.put(partition, offset);
        return new EventId(next);
    }

    @Override
    public String toString() {
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
