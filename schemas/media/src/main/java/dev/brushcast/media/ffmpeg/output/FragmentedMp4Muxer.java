package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.TrackFormat;
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

/**
 * Tracks to fragmented MP4 in memory: an initialisation segment, then one fragment per segment. Times in the file are the
 * packets' own; where a track begins before 0 (an encoder's priming), an edit list says so. Confined to one thread.
 */
public final class FragmentedMp4Muxer {

    private final List<Mp4Track> tracks = new ArrayList<>(2);

    /**
     * A track of the file.
     *
     * @param format audio counts its times in samples
     * @param first the first packet: some codecs are described by it, and its time says where the track begins
     */
    public record Track(TrackFormat format, MediaPacket first) {}

    /**
     * A muxer for tracks, numbered from 1 in this order.
     *
     * @throws MediaException if MP4 cannot carry a codec
     */
    public FragmentedMp4Muxer(List<Track> tracks) {
        for (Track track : tracks) {
            this.tracks.add(describe(this.tracks.size() + 1, track));
        }
    }

    private static Mp4Track describe(int id, Track track) {
        byte[] description = SampleDescriptions.of(track.format(), track.first());
        long leadIn = Math.max(primed(track.format()), -track.first().pts());
        int timescale = track.format().timeBase().den();
        return switch (track.format()) {
            case VideoFormat video ->
                new Mp4Track(id, Mp4Track.Kind.VIDEO, timescale, description, video.width(), video.height(), leadIn);
            case AudioFormat _ -> new Mp4Track(id, Mp4Track.Kind.AUDIO, timescale, description, 0, 0, leadIn);
        };
    }

    /**
     * How long before 0 the track begins, in its own time. An encoder's priming counts also where the first packet comes later: a
     * track that is taken up in its middle is described as from its beginning on.
     */
    private static long primed(TrackFormat format) {
        return switch (format) {
            case VideoFormat _ -> 0;
            case AudioFormat audio -> audio.initialPadding();
        };
    }

    /** The initialisation segment. */
    public byte[] init() {
        return init("");
    }

    /**
     * The initialisation segment.
     *
     * @param comment what is said about the file; empty: nothing
     */
    public byte[] init(String comment) {
        return InitSegment.write(tracks, comment);
    }

    /** The codecs as a playlist's CODECS attribute names them. */
    public String codecs() {
        return CodecNames.of(tracks);
    }

    /**
     * The next segment.
     *
     * @param number from 1, larger than that of the one before: whoever begins later can give a segment the same one
     * @param packets of each track, with durations that reach to the next packet; a list may be empty
     */
    public byte[] fragment(long number, List<List<MediaPacket>> packets) {
        List<TrackRun> runs = new ArrayList<>(tracks.size());
        for (int i = 0; i < tracks.size(); i++) {
            if (!packets.get(i).isEmpty()) {
                runs.add(run(tracks.get(i), packets.get(i)));
            }
        }
        return Fragment.write(number, runs);
    }

    private static TrackRun run(Mp4Track track, List<MediaPacket> packets) {
        boolean video = track.kind() == Mp4Track.Kind.VIDEO;
        List<Sample> samples = packets.stream()
                .map(packet -> new Sample(
                        video ? NalUnits.withLengths(packet.data()) : packet.data(), packet.duration(), packet.key()))
                .toList();
        return new TrackRun(track.id(), packets.getFirst().pts() + track.leadIn(), samples);
    }
}
