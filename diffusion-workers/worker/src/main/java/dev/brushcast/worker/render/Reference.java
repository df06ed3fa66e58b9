package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.engine.Style;
import java.nio.ByteBuffer;

/**
 * The frame that the similarity filter compares with, as its chunk carried it.
 *
 * @param frame its number in the epoch
 * @param format what the bytes are
 * @param width pixels
 * @param height pixels
 * @param data the source's picture; not to be written to
 * @param style that it was rendered in
 */
public record Reference(long frame, PayloadFormat format, int width, int height, ByteBuffer data, Style style) {}
