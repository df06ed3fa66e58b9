package dev.brushcast.worker.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A worker's models, of which each stream asks for one. One that is asked for and not there is never replaced by another: nobody
 * would see it but by the pictures.
 *
 * @param all at least one; the first is for streams that ask for none
 */
record RenderModels(List<RenderModel> all) {

    RenderModels {
        all = List.copyOf(all);
    }

    /**
     * The one that is asked for; empty: the worker lacks it.
     *
     * @param asked null: nothing is said
     */
    Optional<RenderModel> named(@Nullable String asked) {
        return asked == null
                ? Optional.of(all.getFirst())
                : all.stream().filter(model -> model.isMeantBy(asked)).findFirst();
    }

    boolean anyLooksBack() {
        return all.stream().anyMatch(model -> model.lookbackFrames() > 0);
    }

    /** Their names, for people. */
    @Override
    public String toString() {
        return all.stream().map(model -> model.description().model()).collect(Collectors.joining(", "));
    }
}
