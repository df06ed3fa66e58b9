package dev.brushcast.engine;

/**
 * What became of one frame.
 *
 * @param number the frame's number in its epoch
 * @param outcome what became of it
 */
public record FrameResult(long number, RenderedFrame outcome) {}
