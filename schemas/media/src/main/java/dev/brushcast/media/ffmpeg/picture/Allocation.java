package dev.brushcast.media.ffmpeg.picture;

import dev.brushcast.media.MediaException;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What FFmpeg gives null for when there is no memory, or no such codec in the build. */
final class Allocation {

    private Allocation() {}

    /** Passes on what was allocated. */
    static <P extends Pointer> P allocated(@Nullable P pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new MediaException("FFmpeg has no memory for " + what + ", or was built without it");
        }
        return pointer;
    }
}
