package dev.brushcast.worker.faults;

import dev.brushcast.contract.avro.StreamEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which record an event is about: the event's details say so, for whoever published the record and waits for what became of
 * it.
 *
 * @param topic that it is on
 * @param partition of the topic
 * @param offset in the partition
 */
public record RecordPlace(String topic, int partition, long offset) {

    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String BECAUSE = "because";

    /** The details of an event about the record. */
    public Map<String, String> details() {
        return Map.of(TOPIC, topic, PARTITION, Integer.toString(partition), OFFSET, Long.toString(offset));
    }

    /** The details of an event that the record is passed over. */
    Map<String, String> details(String because) {
        Map<String, String> details = new HashMap<>(details());
        details.put(BECAUSE, because);
        return details;
    }

    /** The record that an event is about; empty if it is about none. */
    public static Optional<RecordPlace> of(StreamEvent event) {
        Map<String, String> details = event.getDetails();
        String topic = details.get(TOPIC);
        String partition = details.get(PARTITION);
        String offset = details.get(OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RecordPlace(topic, Integer.parseInt(partition), Long.parseLong(offset)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Why the record is passed over, as far as the event says it. */
    public static String because(StreamEvent event) {
        return event.getDetails().getOrDefault(BECAUSE, event.getMessage());
    }
}
