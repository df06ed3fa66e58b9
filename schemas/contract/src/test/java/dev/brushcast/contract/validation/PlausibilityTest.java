package dev.brushcast.contract.validation;

import static dev.brushcast.contract.validation.PlausibleRecords.NOW_MS;
import static dev.brushcast.contract.validation.PlausibleRecords.NOW_US;
import static dev.brushcast.contract.validation.PlausibleRecords.STREAM;
import static dev.brushcast.contract.validation.PlausibleRecords.audio;
import static dev.brushcast.contract.validation.PlausibleRecords.bytes;
import static dev.brushcast.contract.validation.PlausibleRecords.cue;
import static dev.brushcast.contract.validation.PlausibleRecords.frame;
import static dev.brushcast.contract.validation.PlausibleRecords.frames;
import static dev.brushcast.contract.validation.PlausibleRecords.spec;
import static dev.brushcast.contract.validation.PlausibleRecords.style;
import static dev.brushcast.contract.validation.PlausibleRecords.styled;
import static dev.brushcast.contract.validation.PlausibleRecords.styledFrame;
import static dev.brushcast.contract.validation.PlausibleRecords.video;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StageTimings;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.avro.WeightedPrompt;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibilityTest {

    @Test
    void whatIngestAndWorkersWritePasses() {
        for (SpecificRecord record :
                List.of(video().build(), styled().build(), audio().build(), style().build(), spec().build())) {
            assertThatCode(() -> Plausibility.require(STREAM, NOW_MS, record)).doesNotThrowAnyException();
        }
    }

    @Test
    void chunksWithoutPicturesOrAudioPass() {
        VideoChunk end = video().setFrames(List.of())
                .setWidth(0)
                .setHeight(0)
                .setEndOfEpoch(true)
                .build();
        AudioChunk none = audio().setCodec("")
                .setPackets(List.of())
                .setSampleRate(0)
                .setTimeBaseNum(0)
                .setTimeBaseDen(0)
                .build();

        assertThatCode(() -> Plausibility.require(STREAM, NOW_MS, end)).doesNotThrowAnyException();
        assertThatCode(() -> Plausibility.require(STREAM, NOW_MS, none)).doesNotThrowAnyException();
    }

    @Test
    void whatIsHeldPasses() {
        VideoChunk picture = video().setFrames(List.of())
                .setLive(true)
                .setHeldUntilUs(20_000_000L)
                .setSlateFromUs(10_000_000L)
                .build();
        AudioChunk silence =
                audio().setPackets(List.of()).setHeldUntilUs(20_000_000L).build();

        assertThatCode(() -> Plausibility.require(STREAM, NOW_MS, picture)).doesNotThrowAnyException();
        assertThatCode(() -> Plausibility.require(STREAM, NOW_MS, silence)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 4_102_444_800_001L})
    void aTimestampThatCannotBeIsRefusedOnEveryTopic(long timestampMs) {
        for (SpecificRecord record :
                List.of(video().build(), styled().build(), audio().build(), style().build(), spec().build())) {
            assertThatThrownBy(() -> Plausibility.require(STREAM, timestampMs, record))
                    .isInstanceOf(ImplausibleRecordException.class)
                    .hasMessageContaining("timestamp");
        }
    }

    @Test
    void aRecordUnderAnotherStreamsKeyIsRefused() {
        assertThatThrownBy(() -> Plausibility.require("dogs", NOW_MS, video().build()))
                .hasMessage("a record about stream cats has the key dogs");
        assertThatThrownBy(() -> Plausibility.require(null, NOW_MS, video().build()))
                .isInstanceOf(ImplausibleRecordException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aValueThatCannotBeIsNamed(String what, SpecificRecord record) {
        assertThatThrownBy(() -> Plausibility.require(STREAM, NOW_MS, record))
                .isInstanceOf(ImplausibleRecordException.class)
                .hasMessageContaining(what);
    }

    static Stream<Arguments> aValueThatCannotBeIsNamed() {
        VideoFrame good = frame(0);
        return Stream.of(
                Arguments.of("epoch", video().setEpoch(Long.MAX_VALUE).build()),
                Arguments.of("epoch", video().setEpoch(0).build()),
                Arguments.of("epoch", styled().setEpoch(Long.MAX_VALUE).build()),
                Arguments.of("epoch", audio().setEpoch(Long.MIN_VALUE).build()),
                Arguments.of("epoch", spec().setEpoch(Long.MAX_VALUE).build()),
                Arguments.of("sequence", video().setSequence(-1).build()),
                Arguments.of("sequence", styled().setSequence(Long.MAX_VALUE).build()),
                Arguments.of(
                        "epochStartUs", video().setEpochStartUs(Long.MAX_VALUE).build()),
                Arguments.of(
                        "heldUntilUs", video().setLive(true).setHeldUntilUs(-1L).build()),
                Arguments.of(
                        "heldUntilUs",
                        styled().setLive(true).setHeldUntilUs(Long.MAX_VALUE).build()),
                Arguments.of(
                        "heldUntilUs", audio().setHeldUntilUs(Long.MIN_VALUE).build()),
                Arguments.of(
                        "heldUntilUs", video().setLive(false).setHeldUntilUs(1L).build()),
                Arguments.of(
                        "heldUntilUs",
                        styled().setLive(false).setHeldUntilUs(1L).build()),
                Arguments.of(
                        "slateFromUs",
                        video().setLive(true)
                                .setHeldUntilUs(5L)
                                .setSlateFromUs(6L)
                                .build()),
                Arguments.of(
                        "slateFromUs", styled().setLive(true).setSlateFromUs(0L).build()),
                Arguments.of("publishedAtUs", video().setPublishedAtUs(-1).build()),
                Arguments.of("width", video().setWidth(-16).build()),
                Arguments.of("height", video().setHeight(60_000).build()),
                Arguments.of(
                        "pixels in a picture",
                        video().setWidth(16_000).setHeight(16_000).build()),
                Arguments.of(
                        "pixels in a chunk's pictures",
                        video().setWidth(8_000)
                                .setHeight(8_000)
                                .setFrames(frames(5))
                                .build()),
                Arguments.of(
                        "frames in a chunk", video().setFrames(frames(3_000)).build()),
                Arguments.of(
                        "frame rate", video().setFrameRateNum(Integer.MAX_VALUE).build()),
                Arguments.of(
                        "a frame's number",
                        video().setFrames(List.of(frame(-1))).build()),
                Arguments.of(
                        "a frame's number",
                        video().setFrames(List.of(good, good)).build()),
                Arguments.of(
                        "frames missing",
                        video().setFrames(List.of(good, frame(1_000_000_000))).build()),
                Arguments.of(
                        "ptsUs",
                        video().setFrames(List.of(new VideoFrame(0L, Long.MIN_VALUE, 1L, NOW_US, bytes(), null)))
                                .build()),
                Arguments.of(
                        "durationUs",
                        video().setFrames(List.of(new VideoFrame(0L, 0L, -1L, NOW_US, bytes(), null)))
                                .build()),
                Arguments.of(
                        "capturedAtUs",
                        video().setFrames(List.of(new VideoFrame(0L, 0L, 1L, Long.MAX_VALUE, bytes(), null)))
                                .build()),
                Arguments.of(
                        "a gap's count",
                        video().setGaps(List.of(new FrameGap(4L, Long.MAX_VALUE - 5, "overrun")))
                                .build()),
                Arguments.of(
                        "a cue's atUs",
                        video().setCues(List.of(cue(Long.MAX_VALUE, 1, 0))).build()),
                Arguments.of(
                        "bytes in a cue's section",
                        styled().setCues(List.of(cue(0, 5_000, 0))).build()),
                Arguments.of(
                        "a cue's durationUs",
                        video().setCues(List.of(cue(0, 1, -1))).build()),
                Arguments.of(
                        "cues in a chunk",
                        video().setCues(Collections.nCopies(300, cue(0, 1, 0))).build()),
                Arguments.of(
                        "captions",
                        video().setFrames(List.of(new VideoFrame(0L, 0L, 1L, NOW_US, bytes(), ByteBuffer.allocate(4))))
                                .build()),
                Arguments.of(
                        "a gap's count",
                        styled().setGaps(List.of(new FrameGap(4L, 0L, "overrun")))
                                .build()),
                Arguments.of(
                        "a gap's first frame",
                        video().setGaps(List.of(new FrameGap(-4L, 1L, "overrun")))
                                .build()),
                Arguments.of(
                        "cause of a gap",
                        video().setGaps(List.of(new FrameGap(4L, 1L, "x".repeat(100_000))))
                                .build()),
                Arguments.of(
                        "finishedAtUs", styled().setFinishedAtUs(Long.MIN_VALUE).build()),
                Arguments.of(
                        "worker's name", styled().setWorker("w".repeat(100_000)).build()),
                Arguments.of(
                        "denoiseUs",
                        styled().setFrames(List.of(styledFrame(new StageTimings(0L, 0L, Long.MAX_VALUE, 0L))))
                                .build()),
                Arguments.of("sampleRate", audio().setSampleRate(-48_000).build()),
                Arguments.of("channels", audio().setChannels(Integer.MAX_VALUE).build()),
                Arguments.of("timeBaseDen", audio().setTimeBaseDen(0).build()),
                Arguments.of(
                        "pts",
                        audio().setPackets(List.of(new AudioPacket(Long.MAX_VALUE, 1_024L, bytes())))
                                .build()),
                Arguments.of(
                        "duration",
                        audio().setPackets(List.of(new AudioPacket(0L, Long.MIN_VALUE, bytes())))
                                .build()),
                Arguments.of("packets without a codec", audio().setCodec("").build()),
                Arguments.of("revision", style().setRevision(0).build()),
                Arguments.of(
                        "transitionUs", style().setTransitionUs(Long.MAX_VALUE).build()),
                Arguments.of(
                        "prompts",
                        style().setPrompts(Collections.nCopies(10_000, new WeightedPrompt("oil", 1.0)))
                                .build()),
                Arguments.of("slot", spec().setSlot(-1).build()));
    }
}
