package dev.brushcast.engine.tools.bench;

import com.sun.management.OperatingSystemMXBean;
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
 * @param cpu processor time of the engine and of the bare sessions
 * @param rowsPerCall UNet rows per call
 * @param allocatedPerFrame bytes of heap allocated by all threads of the process
 */
record Round(Load.Outcome outcome, double floorFps, Cpu cpu, double rowsPerCall, double allocatedPerFrame) {

    /**
     * Processor time per frame, of all threads of the process, in milliseconds: what else runs on the machine hardly
     * matters to it.
     */
    record Cpu(double engine, double floor) {}

    static Round run(Bench bench, Load load, Duration duration) {
        bench.calls();
        long allocatedBefore = allocated();
        long cpuBefore = cpuNanos();
        Load.Outcome outcome = load.run(bench.engine(), bench.size(), duration);
        long cpuBetween = cpuNanos();
        double allocatedPerFrame = (double) (allocated() - allocatedBefore) / outcome.frames();
        List<NetworkCall> calls = bench.calls();
        double bareSeconds = bench.bareSeconds(calls);
        double perFrame = 1e6 * outcome.frames();
        Cpu cpu = new Cpu((cpuBetween - cpuBefore) / perFrame, (cpuNanos() - cpuBetween) / perFrame);
        return new Round(outcome, outcome.frames() / bareSeconds, cpu, Bench.rowsPerCall(calls), allocatedPerFrame);
    }

    double fps() {
        return outcome.framesPerSecond();
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
