package dev.brushcast.media.ffmpeg;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Breaks native calls that wait for a peer. FFmpeg's protocols ask it while they wait, on the calling thread; only a name
 * lookup cannot be broken, the system's resolver has its own limit. Closed after the last call that may ask.
 */
public final class Interruption implements AutoCloseable {

    /** One native function serves all connections (JavaCPP has few), told apart by the address that they pass along. */
    private static final Callback CALLBACK = new Callback();

    private static final Map<Long, BooleanSupplier> BY_ADDRESS = new ConcurrentHashMap<>();

    private final LongPointer handle = new LongPointer(1);

    /**
     * An interruption.
     *
     * @param breaks asked while a call waits; true breaks it
     */
    public Interruption(BooleanSupplier breaks) {
        BY_ADDRESS.put(handle.address(), breaks);
    }

    /** Has a context's calls ask; must outlive them. */
    public void attach(AVIOInterruptCB callback) {
        callback.callback(CALLBACK).opaque(handle);
    }

    @Override
    public void close() {
        BY_ADDRESS.remove(handle.address());
        handle.close();
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {

        @Override
        public int call(Pointer opaque) {
            BooleanSupplier breaks = BY_ADDRESS.get(opaque.address());
            return breaks != null && breaks.getAsBoolean() ? 1 : 0;
        }
    }
}
