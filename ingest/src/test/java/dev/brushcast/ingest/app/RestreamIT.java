package dev.brushcast.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.app.IngestWorld.Published;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.ingest.epoch.IngestSummary;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One stream as another one's source, on a real broker. */
@Timeout(180)
@RunsOnKafka
final class RestreamIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LIVE = "testsrc:size=64x48:rate=25";
    private static final String CLIP = "testsrc:size=64x48:rate=25:duration=2";

    @RegisterExtension
    private static final IngestWorld world = new IngestWorld();

    @Test
    void aLiveCopyHasTheOriginalsFramesAndPacketsFromWhereItBegan() throws Exception {
        IngestConfig original = world.config("cam", LIVE);
        IngestConfig copied = patient(world.config("cam-ink", "stream:cam"), WaitLimit.ofSeconds(10));
        try (IngestStream copy = world.service(copied)) {
            IngestSummary captured;
            try (IngestStream capture = world.service(original)) {
                capture.start();
                Awaitility.await().atMost(LIMIT).until(() -> frames(original).size() > 40);
                copy.start();
                Awaitility.await().atMost(LIMIT).until(() -> frames(copied).size() > 40);
                captured = capture.summary();
            }
            copy.finished().toCompletableFuture().get(60, TimeUnit.SECONDS);

            Published first = world.published(original, captured);
            Published second = world.published(copied, copy.summary());
            assertThat(second.video())
                    .allSatisfy(chunk -> assertThat(chunk.getLive()).isTrue());
            assertThat(second.frames())
                    .isEqualTo(tail(first.frames(), second.frames().size()));
            assertThat(second.frames()).hasSizeLessThan(first.frames().size());
            assertThat(second.numbersCovered()).isEqualTo(first.numbersCovered());
            assertThat(second.packets())
                    .isEqualTo(tail(first.packets(), second.packets().size()));
            assertThat(second.packets()).hasSizeGreaterThan(40);
            assertThat(second.video().getLast().getEndOfEpoch()).isTrue();
            assertThat(second.audio().getLast().getEndOfEpoch()).isTrue();
            assertThat(copy.summary().endedEarly()).isNull();
        }
    }

    @Test
    void aCaptureIsReplayedWholeByItsNumberAndTheOriginalIsNotTouched() throws Exception {
        IngestConfig config = world.config("film", CLIP);
        world.ingest(config);
        Published original = world.ingest(config);

        Published replay = world.ingest(world.config("film-again", "stream:film?epoch=1"));

        List<VideoFrame> first = frames(config, 1);
        assertThat(replay.frames()).isEqualTo(first).hasSize(50);
        assertThat(replay.gaps()).isEmpty();
        assertThat(replay.video()).allSatisfy(chunk -> {
            assertThat(chunk.getEpoch()).isEqualTo(1);
            assertThat(chunk.getEpochStartUs())
                    .isEqualTo(original.video().getFirst().getEpochStartUs());
        });
        assertThat(replay.packets()).isNotEmpty().isEqualTo(packets(config, 1));
        assertThat(world.published(config, replay.summary()).video()).isEqualTo(original.video());
    }

    @Test
    void aRangeOfTimeBeginsAndEndsBetweenRecordsAndReachesOverCaptures() throws Exception {
        IngestConfig config = world.config("match", CLIP);
        world.ingest(config);
        List<VideoChunk> video = world.ingest(config).video();
        VideoChunk second = video.stream()
                .filter(chunk -> chunk.getEpoch() == 2)
                .findFirst()
                .orElseThrow();
        String from = time(video.getFirst().getEpochStartUs() + 1_001_000);
        String to = time(second.getEpochStartUs() + 501_000);

        Published replay = world.ingest(world.config("highlight", "stream:match?from=" + from + "&to=" + to));

        assertThat(replay.frames())
                .extracting(VideoFrame::getNumber)
                .startsWith(26L)
                .endsWith(12L)
                .hasSize(24 + 13);
        assertThat(replay.video()).filteredOn(VideoChunk::getEndOfEpoch).hasSize(2);
        assertThat(replay.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.getCount()).isEqualTo(26));
    }

    @Test
    void secondsCountFromACapturesStart() throws Exception {
        world.ingest(world.config("talk", CLIP));

        Published replay = world.ingest(world.config("quote", "stream:talk?epoch=1&from=0.4&to=1"));

        assertThat(replay.frames())
                .extracting(VideoFrame::getNumber)
                .startsWith(10L)
                .endsWith(24L)
                .hasSize(15);
    }

    @Test
    void whatIsRecordedSoFarIsReplayedWhileTheCaptureGoesOn() throws Exception {
        IngestConfig original = world.config("race", LIVE);
        try (IngestStream capture = world.service(original)) {
            capture.start();
            Awaitility.await().atMost(LIMIT).until(() -> frames(original).size() > 40);
            Published replay = world.ingest(world.config("race-again", "stream:race?epoch=1"));

            assertThat(replay.frames())
                    .hasSizeGreaterThan(40)
                    .isEqualTo(frames(original).subList(0, replay.frames().size()));
            assertThat(replay.video().getLast().getEndOfEpoch()).isTrue();
            long so = capture.summary().framesRead();
            Awaitility.await().atMost(LIMIT).until(() -> capture.summary().framesRead() > so);
        }
    }

    @Test
    void aStreamThatComesBackIsFollowedIntoItsNextCapture() throws Exception {
        IngestConfig original = world.config("lens", LIVE);
        IngestConfig copied = world.config("lens-ink", "stream:lens");
        IngestConfig patient = patient(copied, WaitLimit.FOREVER);
        try (IngestStream copy =
                world.service(patient.withConnection(patient.connection().withWaitFor(WaitLimit.FOREVER)))) {
            copy.start(); // before there is anything
            for (long epoch = 1; epoch <= 2; epoch++) {
                long number = epoch;
                try (IngestStream capture = world.service(original)) {
                    capture.start();
                    Awaitility.await()
                            .atMost(LIMIT)
                            .until(() -> frames(copied, number).size() > 10);
                }
                Awaitility.await().atMost(LIMIT).until(() -> newest(copied).getEndOfEpoch());
            }
        }
        assertThat(world.specs("lens-ink")).extracting(spec -> spec.getEpoch()).containsExactly(1L, 2L);
    }

    @Test
    void whatCannotBeCopiedIsToldWithWhatToDo() throws Exception {
        world.ingest(world.config("source", CLIP));
        world.ingest(world.config("copy", "stream:source?epoch=1"));

        refused("copy-of-copy", "stream:copy", "name that one, as in stream:source");
        refused("self", "stream:self", "cannot be its own source");
        refused("lonely", "stream:nobody", "There is no stream nobody");
        refused(
                "past",
                "stream:source?epoch=7",
                "Capture 7 of stream source is not recorded: what is there begins with capture 1");
        refused("later", "stream:source?from=2999-01-01T00:00:00Z", "There is no picture in stream:source?from=");
    }

    /** On a busy machine an original may say nothing for a while. */
    private static IngestConfig patient(IngestConfig config, WaitLimit limit) {
        return config.withConnection(config.connection()
                .withReconnect(config.connection().reconnect().withGiveUpAfter(limit)));
    }

    private static void refused(String streamId, String source, String why) {
        IngestConfig config = world.config(streamId, source);
        assertThatThrownBy(() -> world.ingest(config))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UserError.class)
                .hasMessageContaining(why);
        assertThat(world.values(Topics.UNPREFIXED.sourceVideo(), config)).isEmpty();
    }

    private static String time(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS).toString();
    }

    private static <T> List<T> tail(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }

    private static VideoChunk newest(IngestConfig config) {
        return world.values(Topics.UNPREFIXED.sourceVideo(), config).getLast();
    }

    private static List<VideoFrame> frames(IngestConfig config) {
        return frames(config, 1);
    }

    private static List<VideoFrame> frames(IngestConfig config, long epoch) {
        return world.values(Topics.UNPREFIXED.sourceVideo(), config).stream()
                .filter(chunk -> chunk.getEpoch() == epoch)
                .flatMap(chunk -> chunk.getFrames().stream())
                .toList();
    }

    private static List<AudioPacket> packets(IngestConfig config, long epoch) {
        return world.values(Topics.UNPREFIXED.sourceAudio(), config).stream()
                .filter(chunk -> chunk.getEpoch() == epoch)
                .flatMap(chunk -> chunk.getPackets().stream())
                .toList();
    }
}
