package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.VideoChunk;

/** What the pictures of a chunk are, going in and coming out. */
final class Formats {

    private Formats() {}

    /** Whether the chunk only asks for pictures, to be made from the prompt. */
    static boolean hasNoPictures(VideoChunk chunk) {
        return chunk.getFormat() == PayloadFormat.NONE;
    }

    /** What styled pictures are written as: the source's own format, where it has one. */
    static PayloadFormat ofStyled(VideoChunk chunk) {
        return hasNoPictures(chunk) ? PayloadFormat.JPEG : chunk.getFormat();
    }
}
