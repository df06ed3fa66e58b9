package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.validation.ImplausibleRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownEpochsTest {

    private final Map<String, Long> topic = new HashMap<>(Map.of("cats", 3L));
    private final KnownEpochs epochs = new KnownEpochs(this::read, this::nanos);
    private int reads;
    private long nanos;

    @Test
    void chunksOfCapturesThatThereWereAreLetPassByOneLook() {
        for (long epoch : List.of(3L, 1L, 2L, 3L)) {
            assertPasses("cats", epoch);
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void anEpochThatTheTopicDoesNotHaveIsRefusedAndSaysWhatThereIs() {
        assertThatThrownBy(() -> epochs.require(chunk("cats", Long.MAX_VALUE)))
                .isInstanceOf(ImplausibleRecordException.class)
                .hasMessage("epoch 9223372036854775807 of stream cats, which has come to 3 so far");
    }

    @Test
    void aNewCaptureIsKnownAtOnce() {
        assertPasses("cats", 3);
        topic.put("cats", 4L);

        assertPasses("cats", 4);
    }

    @Test
    void aFloodOfOneLieIsOneLookASecond() {
        for (int i = 0; i < 1_000; i++) {
            assertRefused("cats", 9);
        }
        assertThat(reads).isEqualTo(1);

        nanos += Duration.ofSeconds(2).toNanos();
        topic.put("cats", 9L);
        assertPasses("cats", 9);
    }

    @Test
    void aLieDoesNotDelayARealCapture() {
        assertRefused("cats", 9);
        topic.put("cats", 4L);

        assertPasses("cats", 4);
        assertRefused("cats", 9);
    }

    @Test
    void streamsThatNobodyDeclaredPassWithoutALookForEach() {
        for (int i = 0; i < 1_000; i++) {
            assertPasses("stream-" + i, 1_000_000);
        }

        assertThat(reads).isEqualTo(1);
    }

    private Map<String, Long> read() {
        reads++;
        return topic;
    }

    private long nanos() {
        return nanos;
    }

    private void assertPasses(String streamId, long epoch) {
        assertThatCode(() -> epochs.require(chunk(streamId, epoch))).doesNotThrowAnyException();
    }

    private void assertRefused(String streamId, long epoch) {
        assertThatThrownBy(() -> epochs.require(chunk(streamId, epoch))).isInstanceOf(ImplausibleRecordException.class);
    }

    private static VideoChunk chunk(String streamId, long epoch) {
        return VideoChunk.newBuilder()
                .setStreamId(streamId)
                .setEpoch(epoch)
                .setSequence(0)
                .setEpochStartUs(0)
                .setPublishedAtUs(0)
                .setWidth(0)
                .setHeight(0)
                .setFormat(PayloadFormat.JPEG)
                .setFrames(List.of())
                .build();
    }
}
