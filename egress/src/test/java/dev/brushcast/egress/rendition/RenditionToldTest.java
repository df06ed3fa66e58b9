package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a rendition tells those beside its segments: pushes, which take packets at once; counters; and sinks that it leaves. */
class RenditionToldTest {

    private static final Tone STEREO = Tone.aac("stereo", 2, 1);

    private final List<String> told = new ArrayList<>();
    private final Rendition rendition = new Rendition(
            new StreamTimeline(3),
            new Encoding(_ -> SegmentGrid.whole(90_000, 130_000), Film::whole, new GreySlate()),
            new Outputs(List.of(new Noting("pictures")), new Noting("audio"), PartSink.NONE, PartSink.NONE),
            new Packets(),
            new Observer(),
            Onlooker.NONE);

    @AfterEach
    void close() {
        rendition.close();
    }

    @Test
    void packetsAreHandedOnAtOnceInTheOrderTheyCome() {
        List<Chunk> chunks = Film.styled(1, 10);
        rendition.pictures(chunks.getFirst());
        assertThat(told).startsWith("packets of 1 begin").contains("picture 0 key", "picture 14400");
        rendition.audio(Tone.chunks(1, STEREO.format(), STEREO.packets()).getFirst());
        assertThat(told).endsWith("audio 0");
        rendition.pictures(chunks.getLast());
        rendition.goOnWithoutAudio();
        assertThat(told).contains("picture 32400", "packets over");
        assertThat(told).filteredOn(line -> line.startsWith("picture ")).hasSize(10);
    }

    @Test
    void audioThatComesLateIsPushedBeforeTheNextEpoch() {
        Film.styled(1, 25).forEach(rendition::pictures);
        Film.styled(2, 25).forEach(rendition::pictures);
        Tone.chunks(1, STEREO.format(), STEREO.packets()).forEach(rendition::audio);
        assertThat(told)
                .containsSubsequence(
                        "packets of 1 begin",
                        "audio 0",
                        "audio 4",
                        "packets over",
                        "packets of 2 begin",
                        "picture 0 key");
    }

    @Test
    void framesCanBePlayedOnceTheirSegmentIsOut() {
        rendition.audio(new AudioPackets(1, 0, null, List.of(), true));
        List<Chunk> chunks = Film.styled(1, 60);
        for (Chunk chunk : chunks.subList(0, 5)) {
            rendition.pictures(chunk);
        }
        assertThat(told).as("no frame of the second segment has come").doesNotContain("published 1000000");
        rendition.pictures(chunks.get(5));
        assertThat(told).contains("published 1000000");
        chunks.subList(6, 12).forEach(rendition::pictures);
        assertThat(told).contains("published 2000000", "published 2400000");
    }

    @Test
    void aChunkThatIsNotUsedIsTold() {
        rendition.pictures(Film.styled(2, 10).getFirst());
        rendition.pictures(Film.styled(1, 10).getFirst());
        rendition.pictures(Film.styled(2, 10).getFirst());
        assertThat(told).contains("ignored STALE", "ignored DUPLICATE");
    }

    @Test
    void aStreamThatIsLeftIsMadeWholeAndNotEnded() {
        rendition.audio(new AudioPackets(1, 0, null, List.of(), true));
        rendition.pictures(Film.styled(1, 10).getFirst());
        told.clear();
        rendition.leave();
        assertThat(told)
                .containsSubsequence("pictures left", "pictures over", "pictures end")
                .contains("audio left");
        assertThat(rendition.idle()).isTrue();
    }

    @Test
    void aRecordingThatIsOverHasEndedHoweverItIsLeft() {
        rendition.audio(new AudioPackets(1, 0, null, List.of(), true));
        Film.styled(1, 10).forEach(rendition::pictures);
        told.clear();
        rendition.leave();
        assertThat(told).contains("pictures end").doesNotContain("pictures left");
    }

    @Test
    void aLiveStreamWhoseEpochIsOverGoesOn() {
        rendition.audio(new AudioPackets(1, 0, null, List.of(), true));
        for (Chunk chunk : Film.styled(1, 10)) {
            EpochInfo of = chunk.epoch();
            EpochInfo live = new EpochInfo(of.epoch(), of.startUs(), of.width(), of.height(), of.frameRate(), true);
            rendition.pictures(new Chunk(live, chunk.sequence(), chunk.frames(), chunk.gaps(), chunk.endOfEpoch()));
        }
        told.clear();
        rendition.leave();
        assertThat(told).contains("pictures left");
    }

    @Test
    void audioThatIsAheadIsMeasuredWhereverItWaits() {
        List<AudioPackets> chunks = Tone.chunks(1, STEREO.format(), STEREO.packets());
        chunks.subList(0, 4).forEach(rendition::audio);
        double before = rendition.audioAheadSeconds();
        assertThat(before).as("its epoch has not begun").isBetween(0.8, 0.9);
        rendition.pictures(Film.styled(1, 30).getFirst());
        assertThat(rendition.audioAheadSeconds()).as("five pictures less").isBetween(before - 0.25, before - 0.1);
    }

    @Test
    void placesAreOrderedByEpochAndThenByTime() {
        Rendition.Position first = new Rendition.Position(1, 9_000);
        Rendition.Position second = new Rendition.Position(2, 10);
        assertThat(first).isLessThan(second).isGreaterThan(new Rendition.Position(1, 8_000));
        assertThat(second).isEqualByComparingTo(new Rendition.Position(2, 10));
    }

    private final class Packets implements PacketSink {

        @Override
        public void begin(EpochInfo epoch, VideoFormat format) {
            told.add("packets of " + epoch.epoch() + " begin");
        }

        @Override
        public void picture(MediaPacket packet) {
            told.add("picture " + packet.pts() + (packet.key() ? " key" : ""));
        }

        @Override
        public void audio(AudioPackets chunk) {
            told.add("audio " + chunk.sequence());
        }

        @Override
        public void epochEnded() {
            told.add("packets over");
        }
    }

    private final class Observer implements FrameObserver {

        @Override
        public void shown(long ptsUs, Outcome outcome, Journey journey) {}

        @Override
        public void dropped(long count, String cause) {}

        @Override
        public void filled(int count) {}

        @Override
        public void silent(long us) {}

        @Override
        public void ignored(IgnoredChunk reason) {
            told.add("ignored " + reason);
        }

        @Override
        public void published(long untilUs) {
            told.add("published " + untilUs);
        }
    }

    /** A sink that says what it is told. */
    private final class Noting implements PartSink {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void begin(Initialisation initialisation) {
            told.add(name + " begin");
        }

        @Override
        public void part(MuxedPart segment) {
            told.add(name + " segment");
        }

        @Override
        public void epochEnded() {
            told.add(name + " over");
        }

        @Override
        public void leave() {
            told.add(name + " left");
        }

        @Override
        public void end() {
            told.add(name + " end");
        }

        @Override
        public void close() {}
    }
}
