package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.mp4.CodecNames;
import dev.brushcast.media.mp4.Fragment;
import dev.brushcast.media.mp4.InitSegment;
import dev.brushcast.media.mp4.Mp4Track;
import dev.brushcast.media.mp4.NalUnits;
import dev.brushcast.media.mp4.Sample;
import dev.brushcast.media.mp4.TrackRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures and sound to fragmented MP4 in memory: an initialisation segment, then one fragment per segment. Times in the file
 * are the packets' own; where sound begins before 0 (an encoder's priming), an edit list says so. Confined to one thread.
 */
public final class FragmentedMp4Muxer {

    private static final int VIDEO_TRACK = 1;
    private static final int AUDIO_TRACK = 2;

    private final List<Mp4Track> tracks = new ArrayList<>(2);
    private final @Nullable AudioGrid audioGrid;
    private long fragments;

    /**
     * A muxer for the tracks.
     *
     * @param firstPicture some codecs are described by their first packet, and the first times say where the file begins
     * @param audio null: no sound
     * @param firstAudio null if and only if {@code audio} is
     * @throws MediaException if MP4 cannot carry a codec
     */
    public FragmentedMp4Muxer(
            VideoFormat video,
            MediaPacket firstPicture,
            @Nullable AudioFormat audio,
            @Nullable MediaPacket firstAudio) {
        tracks.add(new Mp4Track(
                VIDEO_TRACK,
                Mp4Track.Kind.VIDEO,
                video.timeBase().den(),
                SampleDescriptions.of(video, firstPicture),
                video.width(),
                video.height(),
                Math.max(0, -firstPicture.pts())));
        if (audio != null && firstAudio != null) {
            audioGrid = new AudioGrid(audio);
            tracks.add(new Mp4Track(
                    AUDIO_TRACK,
                    Mp4Track.Kind.AUDIO,
                    audio.sampleRate(),
                    SampleDescriptions.of(audio, firstAudio),
                    0,
                    0,
                    Math.max(0, -new AudioGrid(audio).place(firstAudio.pts()))));
        } else {
            audioGrid = null;
        }
    }

    /** The initialisation segment. */
    public byte[] init() {
        return InitSegment.write(tracks);
    }

    /** The codecs as a playlist's CODECS attribute names them. */
    public String codecs() {
        return CodecNames.of(tracks);
    }

    /**
     * The next segment.
     *
     * @param pictures with durations, the first one a key
     * @param audio may be empty
     */
    public byte[] fragment(List<MediaPacket> pictures, List<MediaPacket> audio) {
        List<TrackRun> runs = new ArrayList<>(2);
        if (!pictures.isEmpty()) {
            List<Sample> samples = pictures.stream()
                    .map(p -> new Sample(NalUnits.withLengths(p.data()), p.duration(), p.key()))
                    .toList();
            runs.add(run(tracks.getFirst(), pictures.getFirst().pts(), samples));
        }
        if (!audio.isEmpty() && audioGrid != null) {
            List<Sample> samples = new ArrayList<>(audio.size());
            long first = audioGrid.place(audio.getFirst().pts());
            long time = first;
            for (int i = 0; i < audio.size(); i++) {
                MediaPacket packet = audio.get(i);
                boolean last = i == audio.size() - 1;
                long next = last
                        ? time + audioGrid.length(packet)
                        : audioGrid.place(audio.get(i + 1).pts());
                samples.add(new Sample(packet.data(), Math.max(0, next - time), true));
                time = next;
            }
            runs.add(run(tracks.getLast(), first, samples));
        }
        return Fragment.write(++fragments, runs);
    }

    private static TrackRun run(Mp4Track track, long presentationTime, List<Sample> samples) {
        return new TrackRun(track.id(), presentationTime + track.leadIn(), samples);
    }
}
