package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.demux.Demuxer;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.MediaSource;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Tells the end of a source from a fault on the way, and an end that is too early from the right one. Used by one thread. */
final class SourceEnd {

    /** A container that is damaged from here to its end: more faults in a row than that tell nothing new. */
    private static final int FAULTS_IN_A_ROW = 1_000;

    /** Declared lengths are rounded, and some reach to the end of the last frame of a slower track. */
    private static final long MISSING_US = 1_000_000;

    private final MediaSource source;
    private final Demuxer demuxer;
    private final Cancellation cancellation;
    private int faults;

    SourceEnd(MediaSource source, Demuxer demuxer, Cancellation cancellation) {
        this.source = source;
        this.demuxer = demuxer;
        this.cancellation = cancellation;
    }

    /** A packet was read. */
    void passed() {
        faults = 0;
    }

    /** Whether reading may go on after a failure. */
    boolean isPassable(int code) {
        return code == avutil.AVERROR_EAGAIN() || (code == avutil.AVERROR_INVALIDDATA() && ++faults < FAULTS_IN_A_ROW);
    }

    /**
     * The end that a failure stands for.
     *
     * @param reachedUs where the packets so far end
     * @param inPieces true: the source is fetched in pieces that a playlist names
     */
    InputItem.End of(int code, long reachedUs, boolean inPieces) {
        return new InputItem.End(kind(code, inPieces), cause(code, reachedUs));
    }

    /**
     * A response that says how long it is, or which chunk is its last, tells that it is whole; any other connection only
     * closes. A playlist that cannot be loaded any more ends as one that says it is complete: which it was shows when it is
     * opened again.
     */
    private EndKind kind(int code, boolean inPieces) {
        if (!source.isRemote() || cancellation.cancelled()) {
            return EndKind.COMPLETE;
        }
        if (!(source instanceof MediaSource.NetworkUrl url) || url.listens()) {
            return EndKind.BROKEN; // the next publisher may begin as this one did, and is none the less another one
        }
        boolean web = url.scheme().startsWith("http");
        if (code == avutil.AVERROR_EOF()) {
            return web && !inPieces ? EndKind.COMPLETE : EndKind.CLOSED;
        }
        return web && code == avutil.AVERROR_EIO() ? EndKind.CLOSED : EndKind.BROKEN;
    }

    private @Nullable String cause(int code, long reachedUs) {
        if (cancellation.cancelled()) {
            return "stopped";
        }
        if (demuxer.silentTooLong()) {
            return "nothing came any more";
        }
        if (code == avutil.AVERROR_EOF()) {
            return faults > 0 || isCutShort(reachedUs) ? "cut short: its last part is missing" : null;
        }
        boolean closed = code == avutil.AVERROR_EIO() && source instanceof MediaSource.NetworkUrl;
        return closed ? "the connection was closed" : Ffmpeg.errorText(code);
    }

    private boolean isCutShort(long reachedUs) {
        return source instanceof MediaSource.LocalFile
                && (demuxer.endsBeforeItsIndex() || demuxer.declaredUs() - reachedUs > MISSING_US);
    }
}
