package dev.brushcast.ingest.capture;

import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.rtmp.RtmpPort;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import org.jspecify.annotations.Nullable;

/** Opens what publishers send to an RTMP port, which stays open from one to the next. Used by one thread at a time. */
final class PublisherOpener implements SourceConnection.Opener {

    private final MediaSource.NetworkUrl source;
    private @Nullable RtmpPort port;
    private boolean closed;

    /** @throws dev.brushcast.media.MediaException if the address does not say where to listen and for what */
    PublisherOpener(MediaSource.NetworkUrl source) {
        RtmpPort.check(source);
        this.source = source;
    }

    @Override
    public OpenSource open(InputOptions limits, Cancellation cancellation) {
        return new DecodedSource(MediaInput.published(source, port(), limits, cancellation));
    }

    private synchronized RtmpPort port() {
        if (closed) {
            throw new SourceAbsentException("the port is closed: nobody can publish any more");
        }
        RtmpPort known = port == null ? RtmpPort.open(source) : port;
        port = known;
        return known;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (port != null) {
            port.close();
            port = null;
        }
    }
}
