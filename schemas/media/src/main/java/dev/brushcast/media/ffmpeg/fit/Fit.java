package dev.brushcast.media.ffmpeg.fit;

import dev.brushcast.media.MediaException;
import java.util.Locale;

/** How a picture of one shape is put into a frame of another. */
public enum Fit {
    /** Fills the frame; what stands out over two opposite edges is cut off, equally. */
    CROP,
    /** Shows the whole picture; two bars of black fill the frame. */
    PAD,
    /** Fills the frame with the whole picture, its proportions changed. */
    STRETCH;

    /**
     * Reads {@code crop}, {@code pad} or {@code stretch}.
     *
     * @throws MediaException on anything else
     */
    public static Fit parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "crop" -> CROP;
            case "pad" -> PAD;
            case "stretch" -> STRETCH;
            default -> throw new MediaException("fit is crop, pad or stretch, not '" + text + "'");
        };
    }

    /** The name as users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
