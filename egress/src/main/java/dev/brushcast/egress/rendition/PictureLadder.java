package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of one epoch: each picture in every track, the same times and keys in all. What comes out comes out of all at once,
 * so that none is ahead of another one. Tracks that are alike share an encoder. Confined to one thread.
 */
final class PictureLadder implements AutoCloseable {

    /** Encoders in the order of their first track. */
    private final Map<PictureTrack, Lane> lanes = new LinkedHashMap<>();

    private final List<Lane> tracks = new ArrayList<>();

    private final EpochInfo epoch;

    /** An encoder, and what has come out of it before it has out of the others. */
    private static final class Lane {
        final Queue<MediaPacket> ready = new ArrayDeque<>();
        final VideoFormat format;
        private @Nullable H264Encoder encoder;

        Lane(H264Encoder encoder) {
            this.encoder = encoder;
            this.format = encoder.format();
        }

        H264Encoder encoder() {
            return Objects.requireNonNull(encoder, "closed");
        }

        /** The one before is closed. */
        void goOnWith(H264Encoder next) {
            encoder = next;
            if (!next.format().isLike(format)) {
                throw new MediaException("the H.264 encoder " + next.name()
                        + " makes other pictures than the one that the stream began with: begin the stream again");
            }
        }

        void close() {
            H264Encoder closed = encoder;
            encoder = null;
            if (closed != null) {
                closed.close();
            }
        }
    }

    /**
     * Opens the encoders.
     *
     * @param tracks at least one
     */
    PictureLadder(EpochInfo epoch, List<PictureTrack> tracks) {
        this.epoch = epoch;
        try {
            for (PictureTrack track : tracks) {
                this.tracks.add(lanes.computeIfAbsent(track, of -> new Lane(open(of))));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private H264Encoder open(PictureTrack track) {
        return H264Encoder.openScaling(
                epoch.width(), epoch.height(), track.width(), track.height(), epoch.frameRate(), track.rate());
    }

    /** What comes out, of each track. */
    List<VideoFormat> formats() {
        return tracks.stream().map(lane -> lane.format).toList();
    }

    /**
     * Encodes a picture of the epoch's size.
     *
     * @param pts presentation time, 1/90000 s
     * @param key true: decoding can begin at it, in all tracks
     * @return finished pictures in order, of each its packet in every track
     */
    List<List<MediaPacket>> encode(RgbPicture picture, long pts, boolean key) {
        lanes.values().forEach(lane -> lane.ready.addAll(lane.encoder().encode(picture, pts, key)));
        return finished();
    }

    /** What the encoders still hold. No picture may follow. */
    List<List<MediaPacket>> flush() {
        lanes.values().forEach(lane -> lane.ready.addAll(lane.encoder().flush()));
        return finished();
    }

    /**
     * Goes on with new encoders, which know nothing of what was before. The next picture is a key.
     *
     * @return what the old ones still held
     * @throws MediaException if one of them does not make what it is said to make: another one was found
     */
    List<List<MediaPacket>> renew() {
        List<List<MediaPacket>> last = flush();
        lanes.forEach((track, lane) -> {
            lane.close(); // first: some devices have few
            lane.goOnWith(open(track));
        });
        return last;
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
        lanes.values().forEach(Lane::close);
    }
}
