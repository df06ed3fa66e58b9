package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.Style;
import java.util.ArrayList;
import java.util.List;

/** A clip through one model after another, and how steady what comes out is. */
public final class FlickerBenchmark {

    private FlickerBenchmark() {}

    /**
     * Renders and compares.
     *
     * @param models at least one
     * @param clip at a size that all of them take
     * @param prompt for all of them
     * @throws EngineException if a model does not render each frame, or nothing in the clip can be followed
     */
    public static FlickerReport run(OpenModels models, Clip clip, String prompt) {
        List<String> names = new ArrayList<>(List.of("source"));
        names.addAll(models.names());
        List<List<Picture>> pictures = new ArrayList<>(List.of(clip.pictures()));
        for (DiffusionEngine engine : models.engines()) {
            engine.expect(clip.size());
            List<Picture> styled = new ArrayList<>();
            StyledFrames.render(
                    engine, clip, Style.of(prompt), clip.pictures().size(), (_, picture) -> styled.add(picture));
            pictures.add(styled);
        }
        Flicker flicker = new Flicker(names);
        for (int i = 1; i < clip.pictures().size(); i++) {
            int at = i;
            flicker.add(
                    pictures.stream().map(frames -> frames.get(at - 1)).toList(),
                    pictures.stream().map(frames -> frames.get(at)).toList());
        }
        if (flicker.pairs() == 0) {
            throw new EngineException("nothing in " + clip.name()
                    + " can be followed from one frame to the next: take a clip of one scene");
        }
        List<FlickerReport.Row> rows = flicker.rows();
        return new FlickerReport(
                clip.name(),
                clip.size().toString(),
                clip.pictures().size(),
                flicker.pairs(),
                flicker.cuts(),
                flicker.trustedShare(),
                prompt,
                rows.getFirst(),
                rows.subList(1, rows.size()),
                flicker.besideFirst(),
                flicker.notes());
    }
}
