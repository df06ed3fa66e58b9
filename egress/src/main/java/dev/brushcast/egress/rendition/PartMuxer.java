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

    private final EpochInfo epoch;
    private final VideoFormat video;
    private final EpochAudio audio;
    private final Outputs outputs;
    private final GeneratedRanges generated;
    private final List<Output> open = new ArrayList<>();

    /**
     * An output that has begun.
     *
     * @param pictures true: it has them
     * @param track of the audio; negative: it has none
     */
    private record Output(PartSink sink, FragmentedMp4Muxer muxer, boolean pictures, int track) {}

    PartMuxer(EpochInfo epoch, VideoFormat video, EpochAudio audio, Outputs outputs, GeneratedRanges generated) {
        this.epoch = epoch;
        this.video = video;
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
            begin(part.pictures().getFirst());
        }
        for (Output output : open) {
            List<List<MediaPacket>> packets = new ArrayList<>(2);
            if (output.pictures) {
                packets.add(part.pictures());
            }
            if (output.track >= 0) {
                packets.add(part.audio().get(output.track));
            }
            output.sink.part(new MuxedPart(
                    part.segment(),
                    part.number(),
                    part.key() || !output.pictures,
                    part.last(),
                    output.muxer.fragment(packets),
                    Ticks.toUs(part.start()),
                    Ticks.toUs(part.end()) - Ticks.toUs(part.start()),
                    output.pictures ? part.pictures().size() : 0,
                    output.pictures ? part.ranges() : ofAudio(part.ranges()),
                    output.pictures ? captions : Set.of()));
        }
    }

    /** Audio is the source's own. */
    private static List<DateRange> ofAudio(List<DateRange> ranges) {
        return ranges.stream()
                .filter(range -> !GeneratedRanges.CLASS.equals(range.className()))
                .toList();
    }

    private void begin(MediaPacket firstPicture) {
        int source = audio.count() > UNTOUCHED ? UNTOUCHED : MAIN;
        if (outputs.withAudio()) {
            open(outputs.audio(), firstPicture, false, MAIN);
            if (source == UNTOUCHED) {
                open(outputs.untouched(), firstPicture, false, UNTOUCHED);
            }
        }
        open(outputs.pictures(), firstPicture, true, -1);
        boolean mute = !outputs.withAudio() || (audio.ended() && !audio.heard());
        open(outputs.programme(), firstPicture, true, mute ? -1 : source);
    }

    private void open(PartSink sink, MediaPacket firstPicture, boolean pictures, int track) {
        if (sink instanceof PartSink.Nowhere) {
            return;
        }
        List<FragmentedMp4Muxer.Track> tracks = new ArrayList<>(2);
        if (pictures) {
            tracks.add(new FragmentedMp4Muxer.Track(video, firstPicture));
        }
        if (track >= 0) {
            tracks.add(new FragmentedMp4Muxer.Track(
                    audio.format(track).orElseThrow(), audio.first(track).orElseThrow()));
        }
        FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(tracks);
        int channels =
                track < 0 ? 0 : audio.format(track).map(AudioFormat::channels).orElse(0);
        String comment = pictures && generated.concerned() ? GeneratedRanges.COMMENT : "";
        sink.begin(new Initialisation(epoch, muxer.init(comment), muxer.codecs(), channels));
        open.add(new Output(sink, muxer, pictures, track));
    }
}
