package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.denoise.FrameStarter;
import dev.brushcast.engine.model.ModelDescription;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Fills in what a style leaves to the model, and refuses what the model cannot do. */
public final class StyleResolver implements StyleRules {

    private static final int INDICES_OF = 50;
    private static final List<Integer> IMAGE_CONDITIONED = List.of(0);
    private static final List<Integer> FROM_PICTURE = List.of(32, 45);
    private static final List<Integer> FROM_NOISE = List.of(0, 16, 32, 45);

    private final ModelDescription model;

    public StyleResolver(ModelDescription model) {
        this.model = model;
    }

    @Override
    public Style resolve(Style style, boolean fromPicture) {
        if (!fromPicture && model.unet().imageConditioned()) {
            throw new IllegalArgumentException(
                    "model " + model.name() + " restyles pictures: it cannot make one from a prompt alone");
        }
        int longest = model.scheduler().originalInferenceSteps();
        if (style.steps().inferenceSteps() > longest) {
            throw new IllegalArgumentException("a schedule of " + style.steps().inferenceSteps() + " steps: model "
                    + model.name() + " has " + longest);
        }
        List<Integer> asked = style.steps().tIndexList();
        List<Integer> indices = asked.isEmpty() ? defaults(style, fromPicture) : asked;
        Style resolved = style.withSteps(style.steps().withIndices(indices))
                .withGuidance(guidance(style.guidance(), indices.size()));
        checkGuidance(resolved);
        return resolved;
    }

    @Override
    public boolean readsNegative(Style style) {
        return FrameStarter.needsNegative(style);
    }

    @Override
    public List<String> notes(Style style, UnaryOperator<String> shown) {
        String negative = style.prompts().negative();
        if (negative.isBlank() || readsNegative(style)) {
            return List.of();
        }
        String kind = style.guidance().kind().name().toLowerCase(Locale.ROOT);
        return List.of("the negative prompt " + shown.apply(negative) + " has no effect with guidance " + kind
                + " at scale " + style.guidance().scale()
                + ": it takes guidance full or initialize, and a scale above 1");
    }

    /** StreamDiffusion's presets, on a schedule of another length the indices at the same place. */
    private List<Integer> defaults(Style style, boolean fromPicture) {
        List<Integer> indices =
                model.unet().imageConditioned() ? IMAGE_CONDITIONED : fromPicture ? FROM_PICTURE : FROM_NOISE;
        return indices.stream()
                .map(index -> index * style.steps().inferenceSteps() / INDICES_OF)
                .distinct()
                .toList();
    }

    private void checkGuidance(Style style) {
        if (model.unet().guidanceEmbedded() && style.guidance().kind() != GuidanceKind.NONE) {
            throw new IllegalArgumentException("guidance " + style.guidance().kind() + ": model " + model.name()
                    + " was distilled with guidance; ask for NONE and give the scale that it is to be told");
        }
        boolean residual = hasResidual(style.guidance());
        boolean startsFromPureNoise = model.scheduler().rescaleBetasZeroSnr()
                && style.steps().tIndexList().getFirst() == 0;
        if (residual && startsFromPureNoise) {
            throw new IllegalArgumentException("guidance " + style.guidance().kind() + " from t index 0: model "
                    + model.name() + " starts from pure noise there; begin at 1 or later");
        }
    }

    /** See {@link Guidance#delta}. */
    private static Guidance guidance(Guidance asked, int steps) {
        return hasResidual(asked) && steps == 1
                ? new Guidance(asked.kind(), 1 + (asked.scale() - 1) * asked.delta(), 1)
                : asked;
    }

    private static boolean hasResidual(Guidance guidance) {
        return guidance.kind() == GuidanceKind.SELF || guidance.kind() == GuidanceKind.INITIALIZE;
    }
}
