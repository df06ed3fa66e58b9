package dev.brushcast.egress.timeline;

import dev.brushcast.contract.avro.PayloadFormat;
import java.nio.ByteBuffer;

/**
 * A picture as a chunk carries it.
 *
 * @param data from position to limit, not to be changed
 * @param width pixels
 * @param height pixels
 */
public record EncodedPicture(PayloadFormat format, ByteBuffer data, int width, int height) {}
