package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.pipeline.AgentThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One device at work on its own thread: takes a pass from its queue, which has room for one, and hands it to the next. */
final class DeviceStage implements AutoCloseable {

    private final BlockingQueue<DevicePass> waiting = new ArrayBlockingQueue<>(1);
    private final StageClock clock = new StageClock();
    private final BlockDevice device;
    private final Next next;
    private final AgentThread thread;

    /** Where a pass goes then. */
    interface Next {
        void put(DevicePass pass) throws InterruptedException;
    }

    /** @param broken told if the thread ends for another reason than that it is closed */
    DeviceStage(BlockDevice device, Next next, Consumer<Throwable> broken) {
        this.device = device;
        this.next = next;
        this.thread = new AgentThread("blocks-" + device.name(), this::work, broken);
    }

    void start() {
        thread.start();
    }

    BlockDevice device() {
        return device;
    }

    StageClock clock() {
        return clock;
    }

    /** Waits until there is room. */
    void put(DevicePass pass) throws InterruptedException {
        waiting.put(pass);
    }

    /** The same for a while; false if there is no room. */
    boolean offer(DevicePass pass, long millis) throws InterruptedException {
        return waiting.offer(pass, millis, TimeUnit.MILLISECONDS);
    }

    private void work() throws InterruptedException {
        DevicePass pass = waiting.take();
        if (pass.done().isDone()) {
            return;
        }
        try {
            clock.add(device.run(pass));
        } catch (RuntimeException e) {
            pass.fail(new EngineException(device.name() + " failed: " + EngineException.reason(e), e));
            return;
        }
        next.put(pass);
    }

    /** Ends the thread once its pass in work is over; the device is not closed. */
    @Override
    public void close() {
        thread.close();
    }
}
