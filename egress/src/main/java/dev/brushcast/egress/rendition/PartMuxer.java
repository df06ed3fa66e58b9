package dev.brushcast.egress.rendition;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.segment.Part;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the parts of one epoch for every output, each with its own tracks. Confined to one thread. */
final class PartMuxer {

    private static final int MAIN = 0;
    private static final int UNTOUCHED = 1;
    private static final int WHOLE = 0;
    private static final int NONE = -1;

    /** Room for the numbers of a segment's parts: one of 30 s has 300 at most, each with a splice. */
    private static final long MOST_PARTS = 512;

    private final EpochInfo epoch;
    private final List<VideoFormat> videos;
    private final EpochAudio audio;
    private final Outputs outputs;
    private final GeneratedRanges generated;
    private final List<Output> open = new ArrayList<>();

    /**
     * An output that has begun.
     *
     * @param picture track of the pictures; negative: it has none
     * @param track of the audio; negative: it has none
     */
    private record Output(PartSink sink, FragmentedMp4Muxer muxer, int picture, int track) {

        boolean pictures() {
            return picture >= 0;
        }
    }

    PartMuxer(EpochInfo epoch, List<VideoFormat> videos, EpochAudio audio, Outputs outputs, GeneratedRanges generated) {
        this.epoch = epoch;
        this.videos = List.copyOf(videos);
        this.audio = audio;
        this.outputs = outputs;
        this.generated = generated;
    }

    /**
     * Hands a part over, in every form that is wanted.
     *
     * @param captions services that its epoch has had so far
     */
    void write(Part part, Set<String> captions) {
        if (open.isEmpty()) {
            begin(part);
        }
        for (Output output : open) {
            List<List<MediaPacket>> packets = new ArrayList<>(2);
            if (output.pictures()) {
                packets.add(part.pictures().get(output.picture));
            }
            if (output.track >= 0) {
                packets.add(part.audio().get(output.track));
            }
            output.sink.part(new MuxedPart(
                    part.segment(),
                    part.number(),
                    part.key() || !output.pictures(),
                    part.last(),
                    output.muxer.fragment(number(part), packets),
                    Ticks.toUs(part.start()),
                    Ticks.toUs(part.end()) - Ticks.toUs(part.start()),
                    output.pictures() ? part.pictures().get(output.picture).size() : 0,
                    output.pictures() ? part.ranges() : ofAudio(part.ranges()),
                    output.pictures() ? captions : Set.of()));
        }
    }

    /** By its place in the epoch: the same whoever makes it, and since when. */
    private static long number(Part part) {
        return (part.segment() + 1) * MOST_PARTS + part.number() + 1;
    }

    /** Audio is the source's own. */
    private static List<DateRange> ofAudio(List<DateRange> ranges) {
        return ranges.stream()
                .filter(range -> !GeneratedRanges.CLASS.equals(range.className()))
                .toList();
    }

    private void begin(Part first) {
        int source = audio.count() > UNTOUCHED ? UNTOUCHED : MAIN;
        if (outputs.withAudio()) {
            open(outputs.audio(), first, NONE, MAIN);
            if (source == UNTOUCHED) {
                open(outputs.untouched(), first, NONE, UNTOUCHED);
            }
        }
        for (int picture = outputs.pictures().size() - 1; picture >= WHOLE; picture--) {
            open(outputs.pictures().get(picture), first, picture, NONE);
        }
        boolean mute = !outputs.withAudio() || (audio.ended() && !audio.heard());
        open(outputs.programme(), first, WHOLE, mute ? NONE : source);
    }

    private void open(PartSink sink, Part first, int picture, int track) {
        if (sink instanceof PartSink.Nowhere) {
            return;
        }
        List<FragmentedMp4Muxer.Track> tracks = new ArrayList<>(2);
        VideoFormat video = picture < 0 ? null : videos.get(picture);
        if (video != null) {
            tracks.add(new FragmentedMp4Muxer.Track(
                    video, first.pictures().get(picture).getFirst()));
        }
        if (track >= 0) {
            tracks.add(new FragmentedMp4Muxer.Track(
                    audio.format(track).orElseThrow(), audio.first(track).orElseThrow()));
        }
        FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(tracks);
        int channels =
                track < 0 ? 0 : audio.format(track).map(AudioFormat::channels).orElse(0);
        String comment = video != null && generated.concerned() ? GeneratedRanges.COMMENT : "";
        int width = video == null ? 0 : video.width();
        int height = video == null ? 0 : video.height();
        sink.begin(new Initialisation(epoch, muxer.init(comment), muxer.codecs(), channels, width, height));
        open.add(new Output(sink, muxer, picture, track));
    }
}
