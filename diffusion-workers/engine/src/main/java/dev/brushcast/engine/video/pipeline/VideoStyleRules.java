package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.pipeline.StyleRules;
import dev.brushcast.engine.video.session.VideoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a video model makes of a style: it is distilled, and knows prompts, seeds and how many steps. */
final class VideoStyleRules implements StyleRules {

    private final String name;
    private final int usualSteps;
    private final int mostSteps;

    VideoStyleRules(VideoModel model) {
        this.name = model.name();
        this.usualSteps = model.rules().steps();
        this.mostSteps = model.rules().mostSteps();
    }

    @Override
    public Style resolve(Style style, boolean fromPicture) {
        if (!fromPicture) {
            throw new IllegalArgumentException(
                    "model " + name + " restyles video: it cannot make one from a prompt alone");
        }
        if (steps(style) > mostSteps) {
            throw new IllegalArgumentException(steps(style) + " steps: model " + name + " has " + mostSteps);
        }
        return style;
    }

    /** How many steps a style asks for: as many as it names, wherever they are. */
    int steps(Style style) {
        int named = style.steps().tIndexList().size();
        return named == 0 ? usualSteps : named;
    }

    @Override
    public boolean readsNegative(Style style) {
        return false;
    }

    @Override
    public List<String> notes(Style style, UnaryOperator<String> shown) {
        List<String> notes = new ArrayList<>();
        String negative = style.prompts().negative();
        if (!negative.isBlank()) {
            notes.add("the negative prompt " + shown.apply(negative) + " has no effect with model " + name
                    + ", which was distilled without");
        }
        if (style.guidance().kind() != GuidanceKind.NONE || style.guidance().scale() != 1) {
            notes.add("guidance has no effect with model " + name + ", which was distilled with it");
        }
        if (style.similarity() != null) {
            notes.add("the similarity filter has no effect with model " + name
                    + ", which renders each chunk with those before it");
        }
        return notes;
    }
}
