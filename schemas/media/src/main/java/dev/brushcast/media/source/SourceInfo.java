package dev.brushcast.media.source;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.Rational;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about itself once it is open.
 *
 * @param container FFmpeg's name of the format
 * @param videoCodec FFmpeg's name of the picture's codec
 * @param codedWidth pixels as coded, before shape and turn
 * @param codedHeight pixels as coded, before shape and turn
 * @param displayWidth pixels as meant to be seen: square, and turned upright
 * @param displayHeight pixels as meant to be seen: square, and turned upright
 * @param frameRate nominal; numerator 0 when not known
 * @param duration null when not known, as in a live stream
 * @param interlaced true: frames consist of two fields; they are passed on as they are
 * @param audio null when there is no sound
 * @param live true: it comes at its own pace and cannot be read faster
 * @param patient true: it waits for a slow reader, as files do and what is fetched piece by piece (HLS, DASH); false: what is
 *     not read in time is lost, or the sender gives up
 */
public record SourceInfo(
        String container,
        String videoCodec,
        int codedWidth,
        int codedHeight,
        int displayWidth,
        int displayHeight,
        Rational frameRate,
        @Nullable Duration duration,
        boolean interlaced,
        @Nullable AudioFormat audio,
        boolean live,
        boolean patient) {

    /** Whether it is fetched in pieces that a playlist names. */
    public boolean isFetchedInPieces() {
        return container.equals("hls") || container.equals("dash");
    }

    /** The same with another picture. */
    public SourceInfo withPicture(
            int newCodedWidth, int newCodedHeight, int newDisplayWidth, int newDisplayHeight, boolean newInterlaced) {
        return new SourceInfo(
                container,
                videoCodec,
                newCodedWidth,
                newCodedHeight,
                newDisplayWidth,
                newDisplayHeight,
                frameRate,
                duration,
                newInterlaced,
                audio,
                live,
                patient);
    }

    /** The same at another nominal rate. */
    public SourceInfo withFrameRate(Rational newFrameRate) {
        return new SourceInfo(
                container,
                videoCodec,
                codedWidth,
                codedHeight,
                displayWidth,
                displayHeight,
                newFrameRate,
                duration,
                interlaced,
                audio,
                live,
                patient);
    }

    /** The same with other audio. */
    public SourceInfo withAudio(AudioFormat newAudio) {
        return new SourceInfo(
                container,
                videoCodec,
                codedWidth,
                codedHeight,
                displayWidth,
                displayHeight,
                frameRate,
                duration,
                interlaced,
                newAudio,
                live,
                patient);
    }

    public boolean hasAudio() {
        return audio != null;
    }
}
