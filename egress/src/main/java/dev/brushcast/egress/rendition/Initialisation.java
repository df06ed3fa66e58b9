package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;

/**
 * What a player must have before the first segment of an epoch.
 *
 * @param bytes the initialisation segment
 * @param codecs as RFC 6381 names them, separated by commas
 * @param channels of the audio; 0 without audio
 * @param width of the pictures, pixels; 0 without pictures
 * @param height of the pictures, pixels; 0 without pictures
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record Initialisation(EpochInfo epoch, byte[] bytes, String codecs, int channels, int width, int height) {

    /** Of pictures alone, of the epoch's own size. */
    public Initialisation(EpochInfo epoch, byte[] bytes, String codecs) {
        this(epoch, bytes, codecs, 0, epoch.width(), epoch.height());
    }
}
