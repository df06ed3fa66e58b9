package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kafkaundertest.MutatedRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records that a broken or hostile writer puts into the stream's slot: under the stream's own key bytes that are damaged, and
 * chunks of an epoch, a number or a time that cannot be; under another key anything at all. A whole chunk with the stream's
 * key, epoch and next number is not among them: whoever may write that is the stream's ingest.
 *
 * @param count how many of each kind into either topic
 */
public record HostileRecords(int count) implements Fault {

    private static final long SEED = 20_261_127;
    private static final String OTHER = "evil";

    @Override
    public String what() {
        return 3 * count + " corrupt and hostile records into either topic of pictures";
    }

    @Override
    public void strike(Stage stage) {
        try (RecentRecords records = new RecentRecords(stage)) {
            into(
                    Stage.TOPICS.sourceVideo(),
                    stage,
                    records,
                    HostileRecords::sourceChunks,
                    chunk -> VideoChunk.newBuilder(chunk).setStreamId(OTHER).build());
            into(
                    Stage.TOPICS.styledVideo(),
                    stage,
                    records,
                    HostileRecords::styledChunks,
                    chunk -> StyledChunk.newBuilder(chunk).setStreamId(OTHER).build());
        }
    }

    private static List<VideoChunk> sourceChunks(VideoChunk good) {
        return List.of(
                VideoChunk.newBuilder(good).setEpoch(Long.MAX_VALUE).build(),
                VideoChunk.newBuilder(good).setSequence(Long.MAX_VALUE).build(),
                VideoChunk.newBuilder(good).setEpochStartUs(Long.MIN_VALUE).build(),
                VideoChunk.newBuilder(good).setWidth(-1).build());
    }

    private static List<StyledChunk> styledChunks(StyledChunk good) {
        return List.of(
                StyledChunk.newBuilder(good).setEpoch(Long.MAX_VALUE).build(),
                StyledChunk.newBuilder(good).setSequence(Long.MAX_VALUE).build(),
                StyledChunk.newBuilder(good).setEpochStartUs(Long.MIN_VALUE).build(),
                StyledChunk.newBuilder(good).setWidth(-1).build());
    }

    private <V extends SpecificRecord> void into(
            TopicDefinition<V> topic,
            Stage stage,
            RecentRecords records,
            Function<V, List<V>> changes,
            UnaryOperator<V> renamed) {
        MutatedRecords mutated = new MutatedRecords(SEED);
        Serializer<V> serializer = stage.serdes().value(topic.valueType()).serializer();
        List<ConsumerRecord<byte[], byte[]>> recent = records.newest(topic, 0, count);
        for (int i = 0; i < count; i++) {
            ConsumerRecord<byte[], byte[]> good = recent.get(i % recent.size());
            records.put(topic, 0, good.timestamp(), good.key(), mutated.damaged(good.value()));
            V chunk = stage.serdes().value(topic.valueType()).deserializer().deserialize(topic.name(), good.value());
            List<V> impossible = changes.apply(chunk);
            records.put(
                    topic,
                    0,
                    good.timestamp(),
                    good.key(),
                    serializer.serialize(topic.name(), impossible.get(i % impossible.size())));
            records.put(
                    topic,
                    0,
                    mutated.timestamp(good.timestamp()),
                    OTHER.getBytes(StandardCharsets.US_ASCII),
                    serializer.serialize(topic.name(), mutated.changed(renamed.apply(chunk))));
        }
    }
}
