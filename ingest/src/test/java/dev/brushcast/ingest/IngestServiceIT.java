package dev.brushcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.ffmpeg.input.MediaSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class IngestServiceIT {

    private static final int SLOTS = 16;

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    private final KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
    private final AvroSerdes serdes = connection.openSerdes();
    private final KafkaClients clients = new KafkaClients(connection, serdes);

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
        try (Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin).create(SLOTS, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void everyFrameOfATestPictureIsPublishedOnceAndInOrder() throws Exception {
        IngestConfig config = IngestConfig.of(MediaSource.parse("testsrc:size=320x180:rate=25:duration=2"));
        try (IngestService service = new IngestService(config, clients)) {
            service.start();
            service.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(service.summary().framesPublished()).isEqualTo(50);
        }

        List<VideoChunk> chunks = Topic.values(clients, Topics.SOURCE_VIDEO, 0);
        assertThat(chunks.stream().flatMap(c -> c.getFrames().stream()).map(VideoFrame::getNumber))
                .hasSize(50);
        assertThat(Topic.values(clients, Topics.EVENTS, 0))
                .extracting(StreamEvent::getType)
                .containsExactly(StreamEventType.EPOCH_STARTED, StreamEventType.EPOCH_ENDED);
    }
}
