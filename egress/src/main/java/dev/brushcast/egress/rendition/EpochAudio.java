package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.egress.segment.AudioLane;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The audio of one epoch: the same chunks into every track that the stream's layout has. Times are in 1/90000 s. Confined to one
 * thread.
 */
final class EpochAudio implements AutoCloseable {

    private final EpochInfo epoch;
    private final AudioLayout layout;
    private final Onlooker onlooker;
    private final boolean within;
    private final List<Track> tracks = new ArrayList<>();
    private final List<AudioLane> lanes = new ArrayList<>();
    private @Nullable Double startSeconds;

    /** A track, where its packets wait for their segments, and who hears them. */
    private record Track(AudioTrack track, AudioLane lane, BiConsumer<AudioFormat, List<MediaPacket>> listener) {

        void add(List<MediaPacket> packets) {
            track.format().ifPresent(format -> {
                lane.add(packets, format.sampleRate());
                if (track.heard() && !packets.isEmpty()) {
                    listener.accept(format, packets);
                }
            });
            if (track.heldSeconds() > 0) {
                lane.settle((long) (track.heldSeconds() * Ticks.PER_SECOND));
            }
        }
    }

    /** @param within true: audio that begins before the first picture is in somebody else's part before that */
    EpochAudio(EpochInfo epoch, AudioLayout layout, Onlooker onlooker, boolean within) {
        this.within = within;
        this.epoch = epoch;
        this.layout = layout;
        this.onlooker = onlooker;
        add(layout.main());
        if (layout.withUntouched()) {
            add(layout.untouched());
        }
    }

    /** The lanes, that of the browsers first; complete once the first packet is in one. */
    List<AudioLane> lanes() {
        return Collections.unmodifiableList(lanes);
    }

    /** The first picture is there: audio begins with it. */
    void begin(long ticks) {
        if (startSeconds == null) {
            startSeconds = (double) ticks / Ticks.PER_SECOND;
            for (Track track : tracks) {
                beginLane(track, ticks);
                track.add(track.track.begin(startSeconds));
            }
        }
    }

    /** Audio of this epoch. */
    void accept(AudioPackets chunk) {
        if (!layout.decided() && chunk.format() != null) {
            decide(chunk.format());
        }
        for (Track track : tracks) {
            track.add(track.track.accept(chunk));
        }
    }

    /** Nothing that begins before this time is waited for: silence is there instead. */
    void fillUntil(long ticks) {
        decide(null);
        for (Track track : tracks) {
            track.add(track.track.fillUntil((double) ticks / Ticks.PER_SECOND));
            track.lane.settle(ticks);
        }
    }

    /** The pictures end here: so does the audio, and the last segment is not without it. */
    void finish(long ticks) {
        decide(null);
        for (Track track : tracks) {
            track.add(track.track.fillNear((double) ticks / Ticks.PER_SECOND));
            if (track.lane.isEmpty()) {
                double until = (double) Math.max(ticks, track.lane.end() + 1) / Ticks.PER_SECOND;
                track.add(track.track.fillUntil(until));
            }
        }
    }

    /** True when the source sends no more. */
    boolean ended() {
        return tracks.getFirst().track.ended();
    }

    /** True when the source has sent audio. */
    boolean heard() {
        return tracks.getFirst().track.heard();
    }

    /** Where the source's audio ends so far; the smallest value before the first packet. */
    long heardUntil() {
        double seconds = tracks.getFirst().track.heardSeconds();
        return seconds == Double.NEGATIVE_INFINITY ? Long.MIN_VALUE : Math.round(seconds * Ticks.PER_SECOND);
    }

    /** Where the tracks end. */
    long end() {
        return lanes.stream().mapToLong(AudioLane::end).max().orElse(Long.MIN_VALUE);
    }

    /** Seconds of silence in the main track where the source had nothing. */
    double silentSeconds() {
        return tracks.getFirst().track.silentSeconds();
    }

    /** How many tracks there are, known once the first packet is in a lane. */
    int count() {
        return tracks.size();
    }

    /** The format of a track, once the first packet is in its lane. */
    Optional<AudioFormat> format(int track) {
        return tracks.get(track).track.format();
    }

    /** The first packet of a track. */
    Optional<MediaPacket> first(int track) {
        return tracks.get(track).track.first();
    }

    private void decide(@Nullable AudioFormat source) {
        if (!layout.decided()) {
            layout.decide(source);
            if (layout.withUntouched()) {
                Track added = add(layout.untouched());
                if (startSeconds != null) {
                    beginLane(added, Math.round(startSeconds * Ticks.PER_SECOND));
                    added.add(added.track.begin(startSeconds));
                }
            }
        }
    }

    private void beginLane(Track track, long ticks) {
        if (within) {
            track.lane.beginAt(ticks);
        }
    }

    private Track add(AudioTrack track) {
        boolean main = tracks.isEmpty();
        Track added = new Track(track, new AudioLane(), (format, packets) -> {
            if (main) {
                onlooker.sound(epoch, format, packets);
            }
        });
        tracks.add(added);
        lanes.add(added.lane);
        return added;
    }

    @Override
    public void close() {
        layout.remember(format(0).orElse(null), count() > 1 ? format(1).orElse(null) : null);
        tracks.forEach(track -> track.track.close());
    }
}
