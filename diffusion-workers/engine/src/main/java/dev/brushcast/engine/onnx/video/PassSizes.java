package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.List;

/**
 * The sizes of a pass's tensors.
 *
 * @param shape of a latent frame
 * @param rows how many
 * @param frames of a row
 * @param crossRows 1 where all rows have one prompt, else as many as rows
 * @param textTokens of a prompt
 * @param slots of a window
 * @param sinks of them
 * @param tokens of a latent frame
 */
record PassSizes(
        LatentShape shape, int rows, int frames, int crossRows, int textTokens, int slots, int sinks, int tokens) {

    /** @param width numbers of a token's keys in a layer */
    static PassSizes of(List<TransformerRow> rows, int width) {
        TransformerRow first = rows.getFirst();
        boolean onePrompt = rows.stream().allMatch(row -> row.cross().isSameAs(first.cross()));
        return new PassSizes(
                first.shape(),
                rows.size(),
                first.frames(),
                onePrompt ? 1 : rows.size(),
                first.cross().keys()[0].length / width,
                first.window().shape().slots(),
                first.window().shape().sinks(),
                first.window().shape().frameLength() / width);
    }

    /** Whether a row's prompt goes in: the first one's stands for all where it is one. */
    boolean hasCross(int row) {
        return row < crossRows;
    }

    int tokenRows() {
        return shape.height() / patch();
    }

    int tokenColumns() {
        return shape.width() / patch();
    }

    /** Sides of what one token stands for. */
    private int patch() {
        int patch = (int) Math.rint(Math.sqrt((double) shape.height() * shape.width() / tokens));
        if (patch < 1 || shape.height() / patch * (shape.width() / patch) != tokens) {
            throw new EngineException(
                    "latents of " + shape.width() + "x" + shape.height() + " are not " + tokens + " square tokens");
        }
        return patch;
    }
}
