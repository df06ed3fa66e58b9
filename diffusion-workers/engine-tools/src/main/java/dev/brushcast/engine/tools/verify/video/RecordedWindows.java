package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.tools.verify.Json;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.cache.KeyValueWindow;
import dev.brushcast.engine.video.cache.ReferenceSlots;
import dev.brushcast.engine.video.denoise.Windows;
import java.util.List;

/** Windows as the reference keeps them, with what an earlier session left behind, if a case says so. */
final class RecordedWindows implements Windows {

    private final CacheShape shape;
    private final int steps;
    private final JsonNode left;
    private boolean first = true;

    RecordedWindows(VideoCase recorded, int steps) {
        this.shape = recorded.cache();
        this.steps = steps;
        this.left = recorded.json().path("initial_queue");
    }

    @Override
    public KeyValueWindow first() {
        return new KeyValueWindow(shape, layer -> new ReferenceSlots(shape, steps, queue(layer, 0)));
    }

    /** Rows keep their own queues from the session before, but only the first time that there are rows. */
    @Override
    public KeyValueWindow another(KeyValueWindow of, int step) {
        boolean keeps = first && left.path(0).size() > step;
        first = first && step < steps - 1;
        return keeps ? of.copy((layer, book) -> ((ReferenceSlots) book).copyWith(queue(layer, step))) : of.copy();
    }

    private List<Integer> queue(int layer, int row) {
        return Json.integers(left.path(layer).path(row));
    }
}
