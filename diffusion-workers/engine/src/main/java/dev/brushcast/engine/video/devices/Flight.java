package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The passes that are on their way, and why none may begin any more. Safe for use by several threads. */
final class Flight {

    private final Set<DevicePass> passes = new LinkedHashSet<>();
    private @Nullable EngineException grounded;

    /** One more is on its way, until it is done. */
    void begin(DevicePass pass) {
        synchronized (this) {
            if (grounded != null) {
                throw new EngineException(EngineException.reason(grounded), grounded);
            }
            passes.add(pass);
        }
        var _ = pass.done().whenComplete((_, _) -> end(pass));
    }

    private synchronized void end(DevicePass pass) {
        passes.remove(pass);
        notifyAll();
    }

    /** Waits until none is. */
    synchronized void awaitNone() throws InterruptedException {
        while (!passes.isEmpty()) {
            wait();
        }
    }

    /** Fails all that are on their way, and those that would begin. */
    void ground(EngineException why) {
        List<DevicePass> failed;
        synchronized (this) {
            if (grounded == null) {
                grounded = why;
            }
            failed = List.copyOf(passes);
        }
        failed.forEach(pass -> pass.fail(why));
    }
}
