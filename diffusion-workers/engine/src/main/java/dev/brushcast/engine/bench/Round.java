package dev.brushcast.engine.bench;

import com.sun.management.ThreadMXBean;
import dev.brushcast.engine.model.NetworkCall;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * One round: the engine under a load, then the bare sessions on the very batches that it made of it.
 *
 * @param outcome of the load
 * @param floorFps frames per second of the bare sessions
 * @param rowsPerCall UNet rows per call
 * @param allocatedPerFrame bytes of heap allocated by all threads of the process
 */
record Round(Load.Outcome outcome, double floorFps, double rowsPerCall, double allocatedPerFrame) {

    static Round run(Bench bench, Load load, Duration duration) {
        bench.calls();
        long before = allocated();
        Load.Outcome outcome = load.run(bench.engine(), bench.size(), duration);
        double allocatedPerFrame = (double) (allocated() - before) / outcome.frames();
        List<NetworkCall> calls = bench.calls();
        double bareSeconds = bench.bareSeconds(calls);
        return new Round(outcome, outcome.frames() / bareSeconds, Bench.rowsPerCall(calls), allocatedPerFrame);
    }

    double fps() {
        return outcome.framesPerSecond();
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }
}
