package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host that is stopped for longer than its session, loses its stream to another one, and wakes. */
@RunsOnKafka
final class TakenOverIngestIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void theBrokersTakeNothingOfAStreamFromAHostThatWasGivenUpAndWakes() throws Exception {
        world.say(
                "cam",
                0,
                new DesiredStream("cam", 0, 1L, true, "{\"source\": \"testsrc:size=64x64:rate=10\"}", "{}", 0L, 0L));
        Path said = folder.resolve("first.log");
        try (IngestProcess first = IngestProcess.start(world.bootstrapServers(), said)) {
            Awaitility.await().atMost(LIMIT).until(() -> chunks(1) > 5);
            first.signal("STOP");
            try (IngestProcess _ = IngestProcess.start(world.bootstrapServers(), folder.resolve("second.log"))) {
                Awaitility.await().atMost(LIMIT).until(() -> chunks(2) > 5);
                first.signal("CONT");
                int before = records().size();
                // Time enough for whatever it had on its way, and to open the stream again if it did. As a member of
                // the
                // group again it may be given the stream in an orderly way, and goes on with the next epoch.
                Awaitility.await().atMost(LIMIT).until(() -> records().size() > before + 50);
            }

            List<Long> epochs =
                    records().stream().map(record -> record.value().getEpoch()).toList();
            assertThat(epochs)
                    .as("said by the first: %s", Files.readString(said))
                    .isSorted();
            assertThat(records().stream().filter(record -> record.value().getEpoch() == 2))
                    .extracting(record -> record.value().getSequence())
                    .doesNotHaveDuplicates();
            assertThat(world.records(Topics.UNPREFIXED.events(), 0))
                    .extracting(ConsumerRecord::value)
                    .filteredOn(event -> event.getType() == StreamEventType.ERROR)
                    .extracting(StreamEvent::getMessage)
                    .isEmpty();
        }
    }

    private static long chunks(long epoch) {
        return records().stream()
                .filter(record -> record.value().getEpoch() == epoch)
                .count();
    }

    private static List<ConsumerRecord<String, VideoChunk>> records() {
        return world.records(Topics.UNPREFIXED.sourceVideo(), 0);
    }
}
