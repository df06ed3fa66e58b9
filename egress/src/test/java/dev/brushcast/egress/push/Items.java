package dev.brushcast.egress.push;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Items as short as tests need them, and words for them. */
public final class Items {

    public static final Rational FPS = new Rational(25, 1);
    public static final VideoFormat VIDEO = new VideoFormat(new byte[0], 64, 48, FPS, new Rational(1, 90_000));
    public static final AudioFormat AAC =
            new AudioFormat("aac", new byte[] {1, 2}, 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));
    static final PushItem.Begin LIVE = new PushItem.Begin(VIDEO, null, true);
    static final PushItem.Begin RECORDED = new PushItem.Begin(VIDEO, null, false);

    private Items() {}

    public static MediaPacket picture(long pts, boolean key) {
        return new MediaPacket(new byte[1], pts, 3600, key);
    }

    public static MediaPacket audio(long pts) {
        return new MediaPacket(new byte[1], pts, 1024, true);
    }

    static String describe(@Nullable PushItem item) {
        return switch (item) {
            case PushItem.Begin begin ->
                begin.audio() == null
                        ? "begin silent"
                        : "begin " + begin.audio().codec();
            case PushItem.Picture picture -> "picture " + picture.packet().pts();
            case PushItem.Audio audio -> "audio " + audio.packet().pts();
            case PushItem.End _ -> "end";
            case null -> "nothing";
        };
    }
}
