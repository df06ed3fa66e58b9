package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.session.SessionRules;
import dev.brushcast.engine.video.session.VideoModel;
import org.jspecify.annotations.Nullable;

/** Begins takes, as far as there is memory for what the model remembers of them. Safe for use by several threads. */
final class TakeMaker {

    private final VideoModel model;
    private final SessionRoom room;
    private final double codecBytesPerPixel;

    TakeMaker(VideoModel model, SessionRoom room, double codecBytesPerPixel) {
        this.model = model;
        this.room = room;
        this.codecBytesPerPixel = codecBytesPerPixel;
    }

    /** A take at its start, with one window; null if there is no memory for it. */
    @Nullable
    Take begin(String streamId, PictureSize size, StepTimes times) {
        SessionRoom.Bytes bytes = bytes(size, 1);
        return room.take(bytes)
                ? new Take(
                        streamId, size, model.rules().settings(model.geometry(), size, times, Mode.STEP_BY_STEP), bytes)
                : null;
    }

    /** Whether a take has memory for so many windows; it is given what is missing, or gives back what is too much. */
    boolean hasWindows(Take take, int windows) {
        SessionRoom.Bytes wanted = bytes(take.size(), windows);
        if (!wanted.equals(take.bytes())) {
            if (!room.exchange(take.bytes(), wanted)) {
                return false;
            }
            take.give(wanted);
        }
        return true;
    }

    /** Nothing is left of a take. */
    void ended(Take take) {
        room.giveBack(take.bytes());
    }

    /** Why there was none. */
    String noRoom(PictureSize size) {
        return "no memory for one more stream of " + size + ", which takes " + bytes(size, 1) + ": " + room
                + " are taken; give the worker more (-Xmx, MaxDirectMemorySize) or fewer streams";
    }

    private SessionRoom.Bytes bytes(PictureSize size, int windows) {
        SessionRules rules = model.rules();
        LatentShape latent = model.geometry().latentOf(size);
        long window =
                rules.windowOf(latent, model.networks().transformer().traits()).bytes(Float.BYTES);
        return new SessionRoom.Bytes(windows * window, (long) (codecBytesPerPixel * size.pixels()));
    }
}
