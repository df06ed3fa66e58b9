package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.source.Cancellation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Breaks native reads that take too long or are cancelled. FFmpeg's protocols ask it while they wait, on the reading
 * thread; only a name lookup cannot be broken, the system's resolver has its own limit.
 */
final class Watchdog implements AutoCloseable {

    /** One native function serves all inputs (JavaCPP has few), told apart by the address that they pass along. */
    private static final Callback CALLBACK = new Callback();

    private static final Map<Long, Watchdog> BY_ADDRESS = new ConcurrentHashMap<>();

    private final LongPointer handle = new LongPointer(1);
    private final Cancellation cancellation;
    private long armedAt;
    private long limitNanos = Long.MAX_VALUE;
    private boolean expired;

    Watchdog(Cancellation cancellation) {
        this.cancellation = cancellation;
        BY_ADDRESS.put(handle.address(), this);
    }

    /** Must outlive {@code context}. */
    void attach(AVFormatContext context) {
        context.interrupt_callback().callback(CALLBACK).opaque(handle);
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

    private boolean breaks() {
        if (cancellation.cancelled()) {
            return true;
        }
        expired |= System.nanoTime() - armedAt > limitNanos;
        return expired;
    }

    @Override
    public void close() {
        BY_ADDRESS.remove(handle.address());
        handle.close();
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(Pointer opaque) {
            Watchdog watchdog = BY_ADDRESS.get(opaque.address());
            return watchdog != null && watchdog.breaks() ? 1 : 0;
        }
    }
}
