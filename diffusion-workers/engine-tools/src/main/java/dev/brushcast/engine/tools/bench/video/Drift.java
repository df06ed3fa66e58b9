package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.DriftReport.Change;
import dev.brushcast.engine.tools.bench.video.DriftReport.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning and the end of a long run. Both are whole rounds of the clip, so that whatever differs between them is the
 * model's doing and not the source's. Used by one thread.
 */
final class Drift {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final Clip clip;
    private final long windowFrames;
    private final long frames;
    private final LookSums opening = new LookSums();
    private final LookSums begin = new LookSums();
    private final LookSums end = new LookSums();

    /** @param length about how long it is; at least two rounds of the clip are */
    Drift(Clip clip, Duration length) {
        this.clip = clip;
        double roundSeconds = clip.pictures().size() / clip.framesPerSecond();
        long rounds = Math.max(2, Math.round(seconds(length) / roundSeconds));
        long inWindow = Math.clamp((long) (seconds(WINDOW) / roundSeconds), 1, rounds / 2);
        this.frames = rounds * clip.pictures().size();
        this.windowFrames = inWindow * clip.pictures().size();
    }

    long frames() {
        return frames;
    }

    double windowSeconds() {
        return windowFrames / clip.framesPerSecond();
    }

    double openingSeconds() {
        return clip.pictures().size() / clip.framesPerSecond();
    }

    void add(long number, Picture styled) {
        if (number < clip.pictures().size()) {
            opening.add(clip.looped(number), styled);
        }
        if (number < windowFrames) {
            begin.add(clip.looped(number), styled);
        } else if (number >= frames - windowFrames) {
            end.add(clip.looped(number), styled);
        }
    }

    /** The first round of the clip. */
    Look opening() {
        return opening.look();
    }

    Look begin() {
        return begin.look();
    }

    Look end() {
        return end.look();
    }

    /** How far the end is from the beginning, and from the first round. */
    List<Change> changes() {
        Look first = opening();
        Look begins = begin();
        Look ends = end();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < COLOURS.size(); i++) {
            changes.add(change(
                    COLOURS.get(i) + " mean",
                    first.mean().get(i),
                    begins.mean().get(i),
                    ends.mean().get(i)));
            changes.add(change(
                    COLOURS.get(i) + " spread",
                    first.spread().get(i),
                    begins.spread().get(i),
                    ends.spread().get(i)));
        }
        changes.add(change("sharpness", first.sharpness(), begins.sharpness(), ends.sharpness()));
        changes.add(change("similarity", first.similarity(), begins.similarity(), ends.similarity()));
        return changes;
    }

    private static Change change(String measure, double opening, double begin, double end) {
        return new Change(measure, opening, begin, end, share(begin, end), share(opening, end));
    }

    private static @Nullable Double share(double before, double after) {
        return before == 0 ? null : (after - before) / Math.abs(before);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
