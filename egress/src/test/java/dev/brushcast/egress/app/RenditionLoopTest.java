package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.rendition.Encoding;
import dev.brushcast.egress.rendition.Film;
import dev.brushcast.egress.rendition.FrameObserver;
import dev.brushcast.egress.rendition.GreySlate;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.rendition.Outputs;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.egress.rendition.Rendition;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.kafka.SlotReader;
import dev.brushcast.media.AudioFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One rendition's loop over topics on paper: a poll that finds nothing takes as long as it may wait, and no real time. */
class RenditionLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final StreamAddress STREAM = new StreamAddress("film", 0);
    private static final Tone TONE = Tone.aac("stereo", 2, 2);

    private final Map<Long, Long> endedAtMs = new HashMap<>();
    private final PaperClock clock = new PaperClock();
    private final PaperSlot<Chunk> pictures = new PaperSlot<>(STREAM.streamId(), clock);
    private final PaperSlot<AudioChunk> audio = new PaperSlot<>(STREAM.streamId(), clock);
    private final RenditionLoop loop = loop();
    private long silentUs;
    private double segmentSeconds;

    @Test
    void picturesOfTheNextEpochWaitForTheAudioThatIsBehind() {
        Film.styled(1, 50).forEach(pictures::add);
        Film.styled(2, 50).forEach(pictures::add);
        clock.at(3_000, () -> chunks(1, TONE).forEach(audio::add));
        clock.at(6_000, () -> chunks(2, TONE).forEach(audio::add));
        clock.at(7_000, loop::end);

        loop.run();

        assertThat(silentUs).isZero();
        assertThat(endedAtMs.get(1L)).isCloseTo(3_000, within(100L));
        assertThat(endedAtMs.get(2L)).isCloseTo(6_000, within(100L));
    }

    @Test
    void eachEpochWaitsForItsOwnAudioAndNoLongerThanPatienceLasts() {
        Film.styled(1, 50).forEach(pictures::add);
        Film.styled(2, 50).forEach(pictures::add);
        clock.at(12_000, loop::end);

        loop.run();

        assertThat(endedAtMs.get(1L)).isCloseTo(PATIENCE.toMillis(), within(200L));
        assertThat(endedAtMs.get(2L)).isCloseTo(2 * PATIENCE.toMillis(), within(400L));
    }

    @Test
    void aStreamThatIsEndedHasTheAudioOfItsLastPictures() {
        Film.styled(1, 50).subList(0, 8).forEach(pictures::add);
        clock.at(1_000, loop::end);
        clock.at(2_000, () -> chunks(1, TONE).subList(0, 8).forEach(audio::add));

        loop.run();

        assertThat(silentUs).isZero();
        assertThat(endedAtMs.get(1L)).isCloseTo(2_000, within(100L));
    }

    @Test
    void aStreamThatIsLeftWaitsForNothing() {
        Film.styled(1, 50).subList(0, 8).forEach(pictures::add);
        clock.at(1_000, loop::leave);

        loop.run();

        assertThat(endedAtMs.get(1L)).isCloseTo(1_000, within(100L));
    }

    /** More than audio may be ahead of pictures that still come. */
    @Test
    void audioThatGoesOnLongAfterThePicturesIsThereToItsEnd() {
        Film.styled(1, 10).forEach(pictures::add);
        chunks(1, Tone.aac("mono", 1, 30)).forEach(audio::add);
        clock.at(9_000, loop::end);

        loop.run();

        assertThat(segmentSeconds).isCloseTo(30, within(0.1));
        assertThat(endedAtMs.get(1L)).isLessThan(2_000);
    }

    private RenditionLoop loop() {
        Rendition rendition = new Rendition(
                new StreamTimeline(3),
                new Encoding(_ -> SegmentGrid.whole(90_000, 130_000), Film::whole, new GreySlate()),
                new Outputs(List.of(PartSink.NONE), new Written(), PartSink.NONE, PartSink.NONE),
                PacketSink.NONE,
                new Silence(),
                Onlooker.NONE);
        return new RenditionLoop(
                rendition,
                new PictureFeed<>(reader(pictures), Function.identity(), 0),
                new AudioFeed(reader(audio), StartPoint.earliest(0)),
                new Pace.Leader(Optional.empty()),
                false,
                PATIENCE,
                clock::nanos);
    }

    private <V> SlotReader<V> reader(PaperSlot<V> topic) {
        return new SlotReader<>(topic, (_, _) -> RecordSource.of(topic), "paper", STREAM, _ -> {}, clock::nanos);
    }

    /** The tone's audio as a topic holds it, ten packets in a chunk, the last one its end. */
    private static List<AudioChunk> chunks(long epoch, Tone tone) {
        return Tone.chunks(epoch, tone.format(), tone.packets()).stream()
                .map(RenditionLoopTest::chunk)
                .toList();
    }

    private static AudioChunk chunk(AudioPackets from) {
        AudioFormat format = Objects.requireNonNull(from.format());
        List<AudioPacket> packets = from.packets().stream()
                .map(packet -> new AudioPacket(packet.pts(), packet.duration(), ByteBuffer.wrap(packet.data())))
                .toList();
        return new AudioChunk(
                STREAM.streamId(),
                from.epoch(),
                from.sequence(),
                0L,
                format.codec(),
                ByteBuffer.wrap(format.config()),
                format.sampleRate(),
                format.channels(),
                format.channelLayout(),
                format.profile(),
                format.frameSize(),
                0,
                format.timeBase().num(),
                format.timeBase().den(),
                packets,
                from.endOfEpoch(),
                format.packing().blockAlign(),
                format.packing().bitRate(),
                format.packing().bitsPerSample(),
                from.heldUntilUs());
    }

    /** Notes when epochs end, and how long what was written is. */
    private final class Written implements PartSink {

        private long epoch;

        @Override
        public void begin(Initialisation initialisation) {
            epoch = initialisation.epoch().epoch();
        }

        @Override
        public void part(MuxedPart segment) {
            segmentSeconds += segment.durationUs() / 1e6;
        }

        @Override
        public void epochEnded() {
            endedAtMs.put(epoch, clock.nanos() / 1_000_000);
        }

        @Override
        public void leave() {}

        @Override
        public void end() {}

        @Override
        public void close() {}
    }

    private final class Silence implements FrameObserver {

        @Override
        public void shown(long ptsUs, Outcome outcome, Journey journey) {}

        @Override
        public void dropped(long count, String cause) {}

        @Override
        public void filled(int count) {}

        @Override
        public void silent(long us) {
            silentUs += us;
        }

        @Override
        public void ignored(IgnoredChunk reason) {}

        @Override
        public void published(long untilUs) {}
    }
}
