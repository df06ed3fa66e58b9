package dev.brushcast.contract.payload;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;

/**
 * Pictures as the bytes of a frame, and back. Every frame stands for itself: none needs another one to be decoded.
 *
 * <p>The formats, which recorded topics hold and other programs read:
 *
 * <ul>
 *   <li>{@link PayloadFormat#JPEG}: one whole baseline JFIF file, from its SOI marker to its EOI marker and nothing after
 *       it; YCbCr of BT.601 in full range (JFIF's own), three components, one scan. This project writes 4:2:0; readers
 *       take any subsampling, and grey.
 *   <li>{@link PayloadFormat#RGB24}: {@code height} rows of {@code width} pixels, three bytes R G B each, top row first,
 *       no padding, no header: exactly {@code 3 * width * height} bytes.
 * </ul>
 *
 * <p>Width and height are the chunk's. Not thread-safe: each thread makes its own and closes it.
 */
public interface FramePayload extends AutoCloseable {

    /** Which format this is. */
    PayloadFormat format();

    /** The bytes of one frame. The same picture gives the same bytes. */
    byte[] encode(RgbPicture picture);

    /**
     * The picture of one frame.
     *
     * @param data the bytes from position to limit, which stay as they are
     * @param width of the chunk, pixels
     * @param height of the chunk, pixels
     * @throws MediaException if the bytes are damaged, of another format, or hold a picture of another size
     */
    RgbPicture decode(ByteBuffer data, int width, int height);

    @Override
    void close();
}
