package dev.brushcast.media.mp4;

/**
 * A track of a fragmented MP4 file.
 *
 * @param id from 1
 * @param kind picture or sound
 * @param timescale units per second of the track's times
 * @param sampleDescription a whole {@code stsd} box
 * @param width pixels, 0 for sound
 * @param height pixels, 0 for sound
 * @param leadIn how long before presentation time 0 the track's samples begin (an encoder's priming), in timescale units;
 *     said by an edit list, so that sample times in the file are never negative
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record Mp4Track(int id, Kind kind, int timescale, byte[] sampleDescription, int width, int height, long leadIn) {

    /** Picture or sound. */
    public enum Kind {
        VIDEO("vide"),
        AUDIO("soun");

        private final String handler;

        Kind(String handler) {
            this.handler = handler;
        }

        String handler() {
            return handler;
        }
    }

    public Mp4Track {
        if (timescale < 1 || leadIn < 0) {
            throw new IllegalArgumentException("timescale " + timescale + ", lead-in " + leadIn);
        }
    }
}
