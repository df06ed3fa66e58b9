package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * The encoders of one epoch: each picture in every track, the same times and keys in all. What comes out comes out of all at once,
 * so that none is ahead of another one. Tracks that are alike share an encoder. Confined to one thread.
 */
final class PictureLadder implements AutoCloseable {

    /** Encoders in the order of their first track. */
    private final Map<PictureTrack, Lane> lanes = new LinkedHashMap<>();

    private final List<Lane> tracks = new ArrayList<>();

    /** An encoder, and what has come out of it before it has out of the others. */
    private record Lane(H264Encoder encoder, Queue<MediaPacket> ready) {}

    /**
     * Opens the encoders.
     *
     * @param tracks at least one
     */
    PictureLadder(EpochInfo epoch, List<PictureTrack> tracks) {
        try {
            for (PictureTrack track : tracks) {
                this.tracks.add(lanes.computeIfAbsent(track, of -> open(epoch, of)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Lane open(EpochInfo epoch, PictureTrack track) {
        H264Encoder encoder = H264Encoder.openScaling(
                epoch.width(), epoch.height(), track.width(), track.height(), epoch.frameRate(), track.rate());
        return new Lane(encoder, new ArrayDeque<>());
    }

    /** What comes out, of each track. */
    List<VideoFormat> formats() {
        return tracks.stream().map(lane -> lane.encoder.format()).toList();
    }

    /**
     * Encodes a picture of the epoch's size.
     *
     * @param pts presentation time, 1/90000 s
     * @param key true: decoding can begin at it, in all tracks
     * @return finished pictures in order, of each its packet in every track
     */
    List<List<MediaPacket>> encode(RgbPicture picture, long pts, boolean key) {
        lanes.values().forEach(lane -> lane.ready.addAll(lane.encoder.encode(picture, pts, key)));
        return finished();
    }

    /** What the encoders still hold. No picture may follow. */
    List<List<MediaPacket>> flush() {
        lanes.values().forEach(lane -> lane.ready.addAll(lane.encoder.flush()));
        return finished();
    }

    private List<List<MediaPacket>> finished() {
        List<List<MediaPacket>> pictures = new ArrayList<>(1);
        while (lanes.values().stream().noneMatch(lane -> lane.ready.isEmpty())) {
            pictures.add(tracks.stream().map(lane -> lane.ready.element()).toList());
            lanes.values().forEach(lane -> lane.ready.remove());
        }
        return pictures;
    }

    @Override
    public void close() {
        lanes.values().forEach(lane -> lane.encoder.close());
    }
}
