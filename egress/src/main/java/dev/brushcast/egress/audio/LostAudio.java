package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import org.slf4j.Logger;

/** Packets that do not decode: the first is told, the rest counted. Confined to one thread. */
final class LostAudio {

    private final Logger logger;
    private long packets;

    LostAudio(Logger logger) {
        this.logger = logger;
    }

    void add(AudioFormat of, MediaException why) {
        if (packets++ == 0) {
            logger.atWarn().addKeyValue("codec", of.codec()).log("audio lost, silence instead: {}", why.getMessage());
        }
    }

    /** Nothing follows. */
    void tell() {
        if (packets > 1) {
            logger.atWarn().log("{} packets of audio were lost", packets);
        }
    }
}
