package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound of one epoch: each packet once, in order, in a format that the container carries. States: unknown whether there is
 * sound; silent; sounding; ended. Confined to one thread.
 */
public final class AudioTrack implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AudioTrack.class);

    private final Set<String> carried;
    private @Nullable AudioPath path;
    private @Nullable MediaPacket first;
    private long nextSequence;
    private long lastPts = Long.MIN_VALUE;
    private boolean ended;
    private boolean unplayable;

    /** Sound for a container that carries these codecs. */
    public AudioTrack(Set<String> carried) {
        this.carried = carried;
    }

    /** Takes a chunk; returns the packets that are ready. A chunk that was there before gives none. */
    public List<MediaPacket> accept(AudioPackets chunk) {
        List<MediaPacket> ready = new ArrayList<>();
        if (ended || chunk.sequence() < nextSequence) {
            return ready;
        }
        nextSequence = chunk.sequence() + 1;
        AudioFormat format = chunk.format();
        if (format != null) {
            for (MediaPacket packet : chunk.packets()) {
                if (packet.pts() > lastPts) { // a muxer cannot carry a packet that is not after the one before
                    lastPts = packet.pts();
                    ready.addAll(send(format, packet));
                }
            }
        }
        if (chunk.endOfEpoch()) {
            ended = true;
            if (path != null) {
                ready.addAll(path.finish());
            }
        }
        if (first == null && !ready.isEmpty()) {
            first = ready.getFirst();
        }
        return ready;
    }

    /** True when no packet follows. */
    public boolean ended() {
        return ended;
    }

    /** The format of the packets, once the first one was ready. */
    public Optional<AudioFormat> format() {
        return first == null || path == null ? Optional.empty() : Optional.of(path.format());
    }

    /** The first packet. */
    public Optional<MediaPacket> first() {
        return Optional.ofNullable(first);
    }

    /** A packet that does not decode is left out; sound that nothing here can decode is left out as a whole. */
    private List<MediaPacket> send(AudioFormat format, MediaPacket packet) {
        if (unplayable) {
            return List.of();
        }
        try {
            AudioPath chosen = path;
            if (chosen == null) {
                unplayable = true;
                chosen = AudioPath.choose(format, packet, carried);
                path = chosen;
                unplayable = false;
            }
            return chosen.send(packet);
        } catch (MediaException e) {
            LOGGER.atWarn()
                    .addKeyValue("codec", format.codec())
                    .log(unplayable ? "no sound: {}" : "sound lost: {}", e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        if (path != null) {
            path.close();
        }
    }
}
