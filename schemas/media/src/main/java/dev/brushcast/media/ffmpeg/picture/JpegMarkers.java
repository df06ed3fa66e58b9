package dev.brushcast.media.ffmpeg.picture;

import dev.brushcast.media.MediaException;
import java.nio.ByteBuffer;

/** The first and the last two bytes of a JPEG file, which FFmpeg would do without. */
final class JpegMarkers {

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int END_OF_IMAGE = 0xFFD9;
    private static final int SMALLEST = 4;

    private JpegMarkers() {}

    static void requireWhole(ByteBuffer jpeg) {
        if (jpeg.remaining() < SMALLEST || marker(jpeg, jpeg.position()) != START_OF_IMAGE) {
            throw new MediaException("not a JPEG picture (" + jpeg.remaining() + " bytes)");
        }
        if (marker(jpeg, jpeg.limit() - 2) != END_OF_IMAGE) {
            throw new MediaException("JPEG picture is cut short (" + jpeg.remaining() + " bytes)");
        }
    }

    private static int marker(ByteBuffer jpeg, int at) {
        return Byte.toUnsignedInt(jpeg.get(at)) << 8 | Byte.toUnsignedInt(jpeg.get(at + 1));
    }
}
