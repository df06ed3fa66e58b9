package dev.brushcast.worker.simulation;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Records when chunks come to whoever reads {@code source-video}: BOOTSTRAP SECONDS FILE. A tool, not a test. */
final class ArrivalRecorder {

    private ArrivalRecorder() {}

    public static void main(String[] args) throws IOException {
        Duration length = Duration.ofSeconds(Long.parseLong(args[1]));
        List<String> lines = new ArrayList<>(List.of("stream,sequence,arrivedUs,capturedUs,frameUs"));
        try (AvroSerdes serdes = AvroSerdes.builtIn();
                Consumer<String, VideoChunk> consumer = new KafkaClients(KafkaConnection.plain(args[0]), serdes)
                        .consumer("arrival-recorder", null, VideoChunk.class, Map.of())) {
            String topic = Topics.UNPREFIXED.sourceVideo().name();
            List<TopicPartition> slots = consumer.partitionsFor(topic).stream()
                    .map((PartitionInfo slot) -> new TopicPartition(topic, slot.partition()))
                    .toList();
            consumer.assign(slots);
            consumer.seekToEnd(slots);
            Map<String, Integer> numbers = new TreeMap<>();
            long begun = nowUs();
            while (nowUs() - begun < length.toNanos() / 1000) {
                for (ConsumerRecord<String, VideoChunk> record : consumer.poll(Duration.ofMillis(5))) {
                    if (record.value().getFrames().size() == Simulation.FRAMES_PER_CHUNK) {
                        Integer number = numbers.get(record.key());
                        if (number == null) {
                            number = numbers.size();
                            numbers.put(record.key(), number);
                        }
                        VideoFrame last = record.value().getFrames().getLast();
                        lines.add(number + "," + record.value().getSequence() + "," + (nowUs() - begun) + ","
                                + (last.getCapturedAtUs() - begun) + "," + last.getDurationUs());
                    }
                }
            }
        }
        Files.write(Path.of(args[2]), lines);
    }

    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
