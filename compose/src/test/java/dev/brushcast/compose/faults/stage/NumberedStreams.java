package dev.brushcast.compose.faults.stage;

import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The streams of a stage, all of the one numbered source.
 *
 * @param count how many
 */
record NumberedStreams(int count) {

    /** Of the streams that faults make for themselves. */
    private static final int SPARE_SLOTS = 1;

    /** Twice the default: a busy machine takes as long for a chunk however many frames it has. */
    private static final int CHUNK = 8;

    List<String> ids() {
        return IntStream.range(0, count).mapToObj(slot -> "stream-" + slot).toList();
    }

    /** Slots, each with a partition of every topic. */
    int slots() {
        return count + SPARE_SLOTS;
    }

    /** Tells hosts of them. */
    void tell(KafkaClients clients, String host, int port) {
        String ingesting = "{\"source\": \"http://" + host + ":" + port + "/live.ts\", \"pictures\": {\"width\": "
                + NumberedSource.WIDTH + ", \"height\": " + NumberedSource.HEIGHT
                + "}, \"chunks\": {\"frames\": " + CHUNK + "}, \"connection\": {\"giveUpAfter\": \"forever\"}}";
        String putting = "{\"output\": {\"segment\": \"1s\", \"window\": \"2h\", \"source\": false}}";
        try (var producer = clients.producer("faults-streams", DesiredStream.class, Map.of())) {
            for (int slot = 0; slot < count; slot++) {
                String id = ids().get(slot);
                DesiredStream desired = new DesiredStream(id, slot, 1L, true, ingesting, putting, 1L, 1L);
                var _ = producer.send(
                        new ProducerRecord<>(Stage.TOPICS.streams().name(), slot, id, desired));
            }
            producer.flush();
        }
    }
}
