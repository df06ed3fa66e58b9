package dev.brushcast.ingest.capture;

import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;

/** A source that is open and not yet read. Whoever reads it closes it, and whoever does not, too. */
public interface OpenSource extends AutoCloseable {

    /**
     * Opens a source.
     *
     * @throws dev.brushcast.media.MediaException if there is no such thing, it does not answer in time, is no video or
     *     has no picture
     */
    static OpenSource open(MediaSource source, InputOptions options, Cancellation cancellation) {
        return source instanceof PromptSource prompt
                ? new PromptedSource(prompt)
                : new DecodedSource(MediaInput.open(source, options, cancellation));
    }

    SourceInfo info();

    /** How long ago the source began to send. */
    Duration sinceConnected();

    /**
     * Leaves out what it has sent while nobody read it for longer than that; its times begin at 0 again where it is read from.
     * To be asked before it is read.
     *
     * @return how many frames are left out
     */
    int leaveOut(Duration bearable);

    /** What its first packets are; grows while it is read, and stays when it is closed. Empty for what is generated. */
    Beginning beginning();

    /** Whether it begins with the very packets that another one began with. To be asked before it is read. */
    boolean beginsLike(Beginning other);

    /**
     * Hands the source over to what reads it and closes it from here on.
     *
     * @param handoff takes what is read
     */
    Reading reading(ReadingPlan plan, IngestClock clock, StopSignal stop, Handoff handoff);

    @Override
    void close();
}
