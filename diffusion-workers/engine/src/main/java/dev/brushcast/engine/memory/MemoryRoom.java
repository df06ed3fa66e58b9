package dev.brushcast.engine.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory that this process may still take, in bytes.
 *
 * @param heap of the JVM
 * @param direct outside of the heap, as the JVM bounds it
 * @param machine of the machine or the container, whatever takes it
 */
public record MemoryRoom(long heap, long direct, long machine) {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final long KIB = 1024;

    /** That of this moment; garbage that has not been collected counts as taken. */
    public static MemoryRoom now() {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
        return new MemoryRoom(heap, directLeft(), machineLeft());
    }

    private static long directLeft() {
        String said = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue();
        // Unless it is set, as much as the heap.
        long most = Long.parseLong(said) == 0 ? Runtime.getRuntime().maxMemory() : Long.parseLong(said);
        long used = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return Math.max(0, most - used);
    }

    /** A container's limit counts where it is less than what the machine has. */
    private static long machineLeft() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long resident = ResidentMemory.bytes();
        long underLimit = resident < 0 ? Long.MAX_VALUE : Math.max(0, system.getTotalMemorySize() - resident);
        return Math.min(underLimit, available(system.getFreeMemorySize()));
    }

    /** What Linux would give, caches of files included; elsewhere what is free. */
    private static long available(long free) {
        if (!Files.isReadable(MEMORY)) {
            return free;
        }
        try {
            return Files.readAllLines(MEMORY).stream()
                    .filter(line -> line.startsWith(AVAILABLE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(free);
        } catch (IOException notTold) {
            return free;
        }
    }
}
