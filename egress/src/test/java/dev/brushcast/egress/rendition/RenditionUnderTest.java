package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.timeline.StreamTimeline;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A rendition whose outputs are collected and whose frames are counted, fed with chunks of film and tone. */
abstract class RenditionUnderTest {

    private static final long CELL = 90_000;

    @TempDir
    Path folder;

    final Collected pictures = new Collected();
    final Collected audio = new Collected();
    final Collected untouched = new Collected();
    final Collected programme = new Collected();
    final List<Air> air = new ArrayList<>();
    final Map<String, Long> counts = new TreeMap<>();
    final Rendition rendition = new Rendition(
            new StreamTimeline(3),
            new Encoding(_ -> SegmentGrid.whole(CELL, 130_000), Film::whole, new GreySlate()),
            new Outputs(List.of(pictures), audio, untouched, programme),
            PacketSink.NONE,
            new Counting(),
            Onlooker.NONE);

    @AfterEach
    void close() {
        rendition.close();
    }

    List<Integer> numbers(Collected.Epoch epoch) {
        return ReadBack.pictures(epoch.file(folder).toString()).stream()
                .map(shown -> FrameBarcode.read(shown.picture()).orElseThrow())
                .toList();
    }

    void feed(List<Chunk> chunks) {
        chunks.forEach(rendition::pictures);
    }

    void hear(List<AudioPackets> chunks) {
        chunks.forEach(rendition::audio);
    }

    /** What ingest says of a source without audio. */
    void none(long epoch) {
        rendition.audio(new AudioPackets(epoch, 0, null, List.of(), true));
    }

    private final class Counting implements FrameObserver {
        @Override
        public void shown(long ptsUs, Outcome outcome, Journey journey) {
            String reason = outcome.reason().isEmpty() ? "" : " " + outcome.reason();
            count("shown " + outcome.kind().name().toLowerCase(Locale.ROOT) + reason, 1);
        }

        @Override
        public void dropped(long count, String cause) {
            count("dropped " + cause, count);
        }

        @Override
        public void filled(int count) {
            count("filled", count);
        }

        @Override
        public void air(Air state) {
            if (air.isEmpty() || air.getLast() != state) {
                air.add(state);
            }
        }

        @Override
        public void silent(long us) {
            count("silent us", us);
        }

        @Override
        public void ignored(IgnoredChunk reason) {
            count("ignored " + reason, 1);
        }

        @Override
        public void published(long untilUs) {}

        private void count(String what, long more) {
            counts.merge(what, more, Long::sum);
        }
    }
}
