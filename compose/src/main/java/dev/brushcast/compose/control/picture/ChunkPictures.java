package dev.brushcast.compose.control.picture;

import dev.brushcast.compose.control.picture.Picture.Image;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Frames of chunks, each with the picture to be seen at its time. */
final class ChunkPictures {

    /** What became of a frame that nothing has been done to yet. */
    private static final String UNTOUCHED = "source";

    private ChunkPictures() {}

    /** @param standing the picture of the frame before, of the same stream; null: none */
    static List<Picture> of(StyledChunk chunk, @Nullable Image standing) {
        List<Picture> pictures = new ArrayList<>();
        Image shown = standing;
        for (StyledFrame frame : chunk.getFrames()) {
            if (frame.getData() != null) {
                shown = new Image(
                        chunk.getEpoch(),
                        frame.getNumber(),
                        chunk.getFormat(),
                        chunk.getWidth(),
                        chunk.getHeight(),
                        frame.getData());
            }
            pictures.add(new Picture(
                    chunk.getStreamId(),
                    PictureKind.STYLED,
                    chunk.getEpoch(),
                    frame.getNumber(),
                    chunk.getEpochStartUs() + frame.getPtsUs(),
                    frame.getCapturedAtUs(),
                    frame.getStyleRevision(),
                    frame.getOutcome().name().toLowerCase(Locale.ROOT),
                    frame.getReason(),
                    shown));
        }
        return pictures;
    }

    /** As the other; frames of a source without pictures have none. */
    static List<Picture> of(VideoChunk chunk, @Nullable Image standing) {
        List<Picture> pictures = new ArrayList<>();
        boolean none = chunk.getFormat() == PayloadFormat.NONE;
        for (VideoFrame frame : chunk.getFrames()) {
            Image own = new Image(
                    chunk.getEpoch(),
                    frame.getNumber(),
                    chunk.getFormat(),
                    chunk.getWidth(),
                    chunk.getHeight(),
                    frame.getData());
            pictures.add(new Picture(
                    chunk.getStreamId(),
                    PictureKind.SOURCE,
                    chunk.getEpoch(),
                    frame.getNumber(),
                    chunk.getEpochStartUs() + frame.getPtsUs(),
                    frame.getCapturedAtUs(),
                    0,
                    UNTOUCHED,
                    null,
                    none ? standing : own));
        }
        return pictures;
    }
}
