package dev.brushcast.egress.rendition;

import dev.brushcast.media.RgbPicture;
import java.util.Arrays;

/** A slate of one grey, which shows no frame's number. */
public final class GreySlate implements Slate {

    @Override
    public RgbPicture picture(int width, int height) {
        byte[] grey = new byte[3 * width * height];
        Arrays.fill(grey, (byte) 128);
        return new RgbPicture(width, height, grey);
    }

    @Override
    public void close() {}
}
