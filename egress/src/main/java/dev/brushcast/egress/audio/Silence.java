package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packet that stands where a track's source has sent nothing, made once. Confined to one thread. */
final class Silence {

    private static final Logger LOGGER = LoggerFactory.getLogger(Silence.class);

    private @Nullable MediaPacket packet;
    private boolean impossible;

    /**
     * A packet of silence; null: the format cannot carry it, which is told once.
     *
     * @param first of the track's packets, after which it is made; null: there was none yet
     */
    @Nullable
    MediaPacket packet(AudioFormat format, @Nullable MediaPacket first) {
        if (packet == null && !impossible) {
            try {
                packet = first == null ? SilentAudio.packet(format) : SilentAudio.packet(format, first);
            } catch (MediaException e) {
                impossible = true;
                LOGGER.atWarn().addKeyValue("codec", format.codec()).log("no silence, holes stay: {}", e.getMessage());
            }
        }
        return packet;
    }
}
