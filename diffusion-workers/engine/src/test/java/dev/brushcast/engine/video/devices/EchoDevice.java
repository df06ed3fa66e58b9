package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Some of the blocks of {@link EchoBlocks}: only those that it was prepared for. */
final class EchoDevice implements BlockDevice {

    private final String name;
    private final Set<Integer> loaded = new HashSet<>();
    private BlockSpan span = new BlockSpan(0, 0);

    /** Told before a pass is run which one it is for this device, from 0. */
    volatile Watch watch = _ -> {};

    volatile Function<BlockSpan, StageTime> time = span -> new StageTime(span.count(), span.count());
    volatile boolean refuses;
    volatile boolean closed;
    private volatile boolean inWork;
    private int passes;

    interface Watch {
        void before(int pass) throws Exception;
    }

    EchoDevice(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(BlockSpan wanted) {
        if (refuses) {
            throw new EngineException(name + " has no room");
        }
        synchronized (loaded) {
            for (int block = wanted.start(); block < wanted.end(); block++) {
                loaded.add(block);
            }
        }
    }

    @Override
    public void take(BlockSpan wanted) {
        if (inWork) {
            throw new IllegalStateException(name + " has a pass in work");
        }
        span = wanted;
        synchronized (loaded) {
            loaded.removeIf(block -> block < wanted.start() || block >= wanted.end());
        }
    }

    Set<Integer> loaded() {
        synchronized (loaded) {
            return Set.copyOf(loaded);
        }
    }

    @Override
    public StageTime run(DevicePass pass) {
        inWork = true;
        try {
            return through(pass);
        } finally {
            inWork = false;
        }
    }

    private StageTime through(DevicePass pass) {
        try {
            watch.before(passes++);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < pass.rows().size(); i++) {
            TransformerRow row = pass.rows().get(i);
            float[] hidden = pass.carried("hidden." + i, row.latent().length);
            if (span.start() == 0) {
                EchoBlocks.embed(row, hidden);
            }
            for (int block = span.start(); block < span.end(); block++) {
                if (!loaded().contains(block)) {
                    throw new IllegalStateException(name + " has no block " + block);
                }
                EchoBlocks.block(row, block, hidden);
            }
            System.arraycopy(hidden, 0, row.flow(), 0, hidden.length);
        }
        return time.apply(span);
    }

    @Override
    public void close() {
        closed = true;
    }
}
