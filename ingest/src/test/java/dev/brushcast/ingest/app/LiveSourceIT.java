package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.ingest.app.IngestWorld.Published;
import dev.brushcast.ingest.capture.LiveServer;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.InputOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
final class LiveSourceIT {

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void aSourceThatBreaksOffAndComesBackIsANewEpochAndOneThatStaysAwayEndsTheStream() throws Exception {
        IngestConfig config;
        Published published;
        try (LiveServer server = new LiveServer("restarted.ts", 2)) {
            config = impatient(world.config("live", server.url()));
            published = world.ingest(config);
        }

        assertThat(published.summary().epochs()).isEqualTo(2);
        for (long epoch = 1; epoch <= 2; epoch++) {
            long number = epoch;
            List<VideoChunk> chunks = published.video().stream()
                    .filter(c -> c.getEpoch() == number)
                    .toList();
            assertThat(chunks)
                    .extracting(VideoChunk::getEndOfEpoch)
                    .endsWith(true)
                    .containsOnlyOnce(true);
            assertThat(chunks).extracting(VideoChunk::getSequence).isSorted().startsWith(0L);
            assertThat(chunks.stream().mapToLong(c -> c.getFrames().size()).sum()
                            + chunks.stream()
                                    .flatMap(c -> c.getGaps().stream())
                                    .mapToLong(gap -> gap.getCount())
                                    .sum())
                    .isEqualTo(48);
        }
        assertThat(published.video()).allMatch(VideoChunk::getLive);
        assertThat(published.events())
                .filteredOn(event -> event.getType() == StreamEventType.EPOCH_ENDED)
                .hasSize(2);
        assertThat(world.specs("live")).extracting(EpochStart::getSource).allMatch(told -> !told.contains("secret"));
    }

    /** A source that falls silent for a second has broken off. */
    private static IngestConfig impatient(IngestConfig config) {
        InputOptions limits = config.connection().limits();
        return config.withConnection(config.connection().withLimits(limits.withReadTimeout(Duration.ofSeconds(1))));
    }

    @Test
    void aSourceThatRefusesAtFirstFailsTheServiceAtOnce() {
        LiveServer server = new LiveServer("restarted.ts", 1);
        server.close();

        assertThatThrownBy(() -> world.ingest(world.config("refused", server.url())))
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageNotContaining("secret");
    }
}
