package dev.brushcast.egress.rendition;

import dev.brushcast.media.RgbPicture;

/** The picture that is shown while a source is away for long. Confined to one thread. */
public interface Slate extends AutoCloseable {

    /** The slate in a size; the same each time. */
    RgbPicture picture(int width, int height);

    @Override
    void close();
}
