package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RunsOnKafka
final class HostedIngestIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LIVE = "{\"source\": \"testsrc:size=64x64:rate=10\"}";
    private static final String FASTER = "{\"source\": \"testsrc:size=64x64:rate=20\"}";

    private static final SourcePolicy NONE_BUT_GENERATED =
            new SourcePolicy(new HostPolicy(Allowance.of(false, List.of()), HostPolicy.Resolver.SYSTEM));

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void streamsBeginChangeAndEndAsTheyAreToBeWhileOthersGoOn() throws Exception {
        say("a", 0, LIVE, "{}", true);
        say("b", 1, LIVE, "{}", true);
        say("bad", 2, "{\"source\": \"/no/such/film.mp4\"}", "{}", true);
        try (SlotHost slots = world.host().slots(Topics.UNPREFIXED, NONE_BUT_GENERATED)) {
            slots.start();
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> chunks("a", 0).size() > 2 && chunks("b", 1).size() > 2);

            say("a", 0, FASTER, "{}", true);
            Awaitility.await().atMost(LIMIT).until(() -> newestEpoch("a", 0) == 2);
            say("a", 0, FASTER, "{\"output\": {\"record\": true}}", true); // nothing to a capture
            say("a", 0, FASTER, "{\"output\": {\"record\": true}}", false);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> chunks("a", 0).getLast().getEndOfEpoch());

            long before = chunks("b", 1).size();
            Awaitility.await().atMost(LIMIT).until(() -> chunks("b", 1).size() > before);
            say("b", 1, null, null, false);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> chunks("b", 1).getLast().getEndOfEpoch());
        }
        assertThat(newestEpoch("a", 0)).isEqualTo(2);
        assertThat(newestEpoch("b", 1)).isEqualTo(1);
        assertThat(chunks("b", 1)).extracting(VideoChunk::getSequence).doesNotHaveDuplicates();
        assertThat(world.records(Topics.UNPREFIXED.events(), 2))
                .extracting(ConsumerRecord::value)
                .filteredOn(event -> event.getType() == StreamEventType.ERROR)
                .extracting(StreamEvent::getMessage)
                .anySatisfy(message -> assertThat(message).contains("a file of the host is no source of a stream"));
    }

    private static List<VideoChunk> chunks(String id, int slot) {
        IngestConfig config = IngestConfig.of(MediaSource.parse("testsrc")).withAddress(new StreamAddress(id, slot));
        return world.values(Topics.UNPREFIXED.sourceVideo(), config);
    }

    private static long newestEpoch(String id, int slot) {
        return chunks(id, slot).getLast().getEpoch();
    }

    private static long revision;

    private static void say(String id, int slot, @Nullable String ingest, @Nullable String egress, boolean running)
            throws Exception {
        world.say(
                id,
                slot,
                ingest == null || egress == null
                        ? null
                        : new DesiredStream(id, slot, ++revision, running, ingest, egress, 0L, 0L));
    }
}
