package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.media.source.TestSource;
import java.time.Duration;

/**
 * An opened source, read from its start to its end.
 *
 * <p>Frames come in the order of presentation, audio in the order of the source, both on one timeline that begins at 0.
 * Damage costs single frames, which are reported; the stream goes on.
 *
 * <p>Used by one thread; another may stop it through its {@link Cancellation}.
 */
public sealed interface MediaInput extends AutoCloseable permits DemuxedInput, GeneratedInput {

    /**
     * Opens a source and finds out what it sends.
     *
     * @throws MediaException if there is no such thing, it does not answer in time, is no video or has no picture
     */
    static MediaInput open(MediaSource source, InputOptions options, Cancellation cancellation) {
        Ffmpeg.load();
        return switch (source) {
            case TestSource test -> new GeneratedInput(test, cancellation);
            case PromptSource prompt -> throw new MediaException(prompt.redacted() + " has no pictures to read");
            case StreamSource other ->
                throw new MediaException(other.redacted()
                        + " is another stream of a cluster: brushcast ingest takes it in, or brushcast control");
            case PublishSource _ -> throw new MediaException("what is published is heard at a door, and not opened");
            case MediaSource.LocalFile _, MediaSource.NetworkUrl _ ->
                DemuxedInput.open(source, null, options, cancellation);
        };
    }

    /**
     * Waits for a publisher, and finds out what it sends.
     *
     * @param source what the publisher comes for
     * @param point where he comes to
     * @throws MediaException if nobody comes in time, or sends no video
     */
    static MediaInput published(
            MediaSource source, PublicationPoint point, InputOptions options, Cancellation cancellation) {
        Ffmpeg.load();
        return DemuxedInput.open(source, point, options, cancellation);
    }

    SourceInfo info();

    /** How long ago the source began to send; what came since is waiting to be read. */
    Duration sinceConnected();

    /** What its first packets are; grows while it is read, and stays when it is closed. */
    Beginning beginning();

    /**
     * Whether it begins with the very packets that another one began with, which live sources do not. Waits for them as long
     * as they are the same. To be asked before the first read.
     *
     * @param other false is the answer where that is empty
     */
    boolean beginsLike(Beginning other);

    /**
     * Leaves out what a live source has sent since it was opened, where nobody has read for longer than that: times begin at 0
     * again with the frame that comes now. To be asked before the first read. What waits for its reader stays whole.
     *
     * @param bearable what came in so long is read
     * @return how many frames are left out
     */
    int leaveOut(Duration bearable);

    /**
     * Finds what comes next; after {@link InputItem.End} always that again.
     *
     * @throws MediaException if the source ends without having given a single frame
     */
    InputItem read();

    @Override
    void close();
}
