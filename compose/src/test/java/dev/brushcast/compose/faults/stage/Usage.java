package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM has of the machine.
 *
 * @param heapKb heap in use right after a collection, KiB
 * @param residentKb memory, KiB
 * @param files open file descriptors
 */
public record Usage(long heapKb, long residentKb, int threads, int files) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    /** Growth that is no leak: caches and pools that have not been full yet. */
    private static final double HEAP_FACTOR = 1.5;

    private static final long HEAP_SLACK_KB = 24 << 10;
    private static final int SLACK = 24;

    /** Of a process that runs, on Linux. */
    public static Usage of(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        Commands.run(List.of(jcmd(), Long.toString(pid), "GC.run"));
        String heap = Commands.run(List.of(jcmd(), Long.toString(pid), "GC.heap_info"));
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            String status = Files.readString(proc.resolve("status"));
            return new Usage(
                    used(heap), value(status, "VmRSS"), (int) value(status, "Threads"), Math.toIntExact(files.count()));
        } catch (IOException e) {
            throw new StageException("the process " + pid + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static String jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }

    /** The sum over the generations of the serial collector. */
    private static long used(String heapInfo) {
        return USED.matcher(heapInfo)
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
    }

    private static long value(String status, String name) {
        String line = status.lines()
                .filter(candidate -> candidate.startsWith(name + ":"))
                .findFirst()
                .orElseThrow(() -> new StageException("no " + name));
        Matcher number = NUMBER.matcher(line);
        if (!number.find()) {
            throw new StageException(line);
        }
        return Long.parseLong(number.group());
    }

    /** Whether it has not grown by more than what warming up explains. */
    public boolean isFlatTo(Usage later) {
        return later.heapKb <= heapKb * HEAP_FACTOR + HEAP_SLACK_KB
                && later.threads <= threads + SLACK
                && later.files <= files + SLACK;
    }
}
