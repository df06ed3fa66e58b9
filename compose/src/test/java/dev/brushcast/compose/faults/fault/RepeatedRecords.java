package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.contract.TopicDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Chunks that are in the log already are in it once more, in another order: source chunks and styled ones.
 *
 * @param count of each
 */
public record RepeatedRecords(int count) implements Fault {

    @Override
    public String what() {
        return count + " source and " + count + " styled chunks again, in the reverse order";
    }

    @Override
    public void strike(Stage stage) {
        try (RecentRecords records = new RecentRecords(stage)) {
            for (TopicDefinition<?> topic : List.of(Stage.TOPICS.sourceVideo(), Stage.TOPICS.styledVideo())) {
                List<ConsumerRecord<byte[], byte[]>> backwards = new ArrayList<>(records.newest(topic, 0, count));
                Collections.reverse(backwards);
                backwards.forEach(record -> records.put(topic, 0, record.timestamp(), record.key(), record.value()));
            }
        }
    }
}
