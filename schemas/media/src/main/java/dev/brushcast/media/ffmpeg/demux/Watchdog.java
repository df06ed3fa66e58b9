package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.ffmpeg.Interruption;
import dev.brushcast.media.source.Cancellation;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** Breaks native reads that take too long or are cancelled. Asked by the reading thread while it waits. */
final class Watchdog implements AutoCloseable {

    private final Interruption interruption = new Interruption(this::breaks);
    private final Cancellation cancellation;
    private long armedAt;
    private long limitNanos = Long.MAX_VALUE;
    private boolean expired;

    Watchdog(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Must outlive {@code context}. */
    void attach(AVFormatContext context) {
        interruption.attach(context.interrupt_callback());
    }

    /** Gives the calls from now on this long. */
    void arm(Duration limit) {
        armedAt = System.nanoTime();
        limitNanos = limit.toNanos();
    }

    /** True when a call was broken because its time was over. */
    boolean expired() {
        return expired;
    }

    /** True when what is being waited for is not to be waited for any longer. */
    boolean breaks() {
        if (cancellation.cancelled()) {
            return true;
        }
        expired |= System.nanoTime() - armedAt > limitNanos;
        return expired;
    }

    @Override
    public void close() {
        interruption.close();
    }
}
