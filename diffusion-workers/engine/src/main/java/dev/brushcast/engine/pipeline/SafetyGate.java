package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.UnsafeFrames;
import dev.brushcast.engine.model.DiffusionModel;
import dev.brushcast.engine.model.SafetyChecker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges each finished picture before it is given out. Owned by the thread that decodes. */
final class SafetyGate {

    private final UnsafeFrames action;
    private final @Nullable SafetyChecker checker;

    private SafetyGate(UnsafeFrames action, @Nullable SafetyChecker checker) {
        this.action = action;
        this.checker = checker;
    }

    /** @throws EngineException if frames are to be checked and the model has nothing to check them with */
    static SafetyGate of(DiffusionModel model, UnsafeFrames action) {
        if (action == UnsafeFrames.SHOWN) {
            return new SafetyGate(action, null);
        }
        SafetyChecker checker = model.safety();
        if (checker == null) {
            throw new EngineException("unsafe frames are to be " + action.label() + ", but model "
                    + model.description().name() + " has no safety_checker/model.onnx: add one, or show all frames");
        }
        return new SafetyGate(action, checker);
    }

    /**
     * What is shown of a picture, or the outcome of a frame of which nothing is.
     *
     * @param veiled whether what is shown is black instead
     */
    record Verdict(Picture shown, boolean veiled, Optional<RenderedFrame.Failed> withheld) {}

    Verdict judge(Picture picture) {
        if (checker == null || !checker.isUnsafe(picture)) {
            return new Verdict(picture, false, Optional.empty());
        }
        return action == UnsafeFrames.BLACK
                ? new Verdict(black(picture), true, Optional.empty())
                : new Verdict(
                        picture,
                        false,
                        Optional.of(
                                new RenderedFrame.Failed("unsafe", "the model's safety checker objects to the frame")));
    }

    private static Picture black(Picture like) {
        return new Picture(like.width(), like.height(), new byte[like.rgb().length]);
    }
}
