package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;

/** A look at a source before it is taken in. */
public final class IngestProbe {

    private IngestProbe() {}

    /**
     * Opens a source, reads what it says about itself, and closes it.
     *
     * @throws dev.brushcast.media.MediaException if there is no such thing, it does not answer in time, is no video or
     *     has no picture; one line that says what to do
     */
    public static SourceInfo probe(MediaSource source) {
        try (OpenSource input = OpenSource.open(source, InputOptions.DEFAULT, new Cancellation())) {
            return input.info();
        }
    }
}
