package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.batch.MeasuredBatchSizes;
import dev.brushcast.engine.model.LatentShape;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Networks that take turns. Each keeps all cores of a CPU busy by itself; run at once they only take cores and caches
 * from each other. So they run one after another, in the order that they ask; all else goes on meanwhile. What is so
 * quick beside a UNet call that its wait for the turn would cost more than it saves does not take part.
 */
public final class Turns {

    private final Lock lock = new ReentrantLock(true);
    private final boolean oneAtATime;

    /** @param oneAtATime whether there is anything to take turns at */
    public Turns(boolean oneAtATime) {
        this.oneAtATime = oneAtATime;
    }

    /** How a network waits for its turns. */
    public interface Turn {

        /**
         * Waits for the turn, as long as the calls before it take; it is over when what is returned is closed, by the same
         * thread. A thread may take it again while it has it.
         */
        Held take();
    }

    /** A turn taken. */
    public interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /** Turns of the UNet. */
    public Turn always() {
        return oneAtATime ? this::lock : Turns::free;
    }

    /** Turns of a network of the autoencoder. */
    public Turn unlessQuick(MeasuredBatchSizes network, MeasuredBatchSizes denoiser, LatentShape shape) {
        return network.isQuickBeside(denoiser.curve(shape), shape, 1) ? Turns::free : always();
    }

    private Held lock() {
        lock.lock();
        return lock::unlock;
    }

    private static Held free() {
        return () -> {
            // Nobody waits for it.
        };
    }
}
