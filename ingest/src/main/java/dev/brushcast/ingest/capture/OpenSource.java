package dev.brushcast.ingest.capture;

import dev.brushcast.media.ffmpeg.input.Cancellation;
import dev.brushcast.media.ffmpeg.input.InputOptions;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.ffmpeg.input.MediaSource;
import dev.brushcast.media.ffmpeg.input.PromptSource;
import dev.brushcast.media.ffmpeg.input.SourceInfo;
import java.time.Duration;

/** A source that is open and not yet read. Whoever reads it closes it, and whoever does not, too. */
public sealed interface OpenSource extends AutoCloseable {

    /**
     * Opens a source.
     *
     * @throws dev.brushcast.media.MediaException if there is no such thing, it does not answer in time, is no video or
     *     has no picture
     */
    static OpenSource open(MediaSource source, InputOptions options, Cancellation cancellation) {
        return source instanceof PromptSource prompt
                ? new Prompted(prompt)
                : new Decoded(MediaInput.open(source, options, cancellation));
    }

    SourceInfo info();

    /** How long ago the source began to send. */
    Duration sinceConnected();

    @Override
    void close();

    /** One whose pictures are decoded. */
    record Decoded(MediaInput input) implements OpenSource {

        @Override
        public SourceInfo info() {
            return input.info();
        }

        @Override
        public Duration sinceConnected() {
            return input.sinceConnected();
        }

        @Override
        public void close() {
            input.close();
        }
    }

    /** One that has no pictures: they are made from the prompt. */
    record Prompted(PromptSource source) implements OpenSource {

        @Override
        public SourceInfo info() {
            return source.info();
        }

        @Override
        public Duration sinceConnected() {
            return Duration.ZERO;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
