package dev.brushcast.engine.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process holds, as Linux tells it. */
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "VmRSS:";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /** Bytes; -1 on systems that do not tell. */
    public static long bytes() {
        if (!Files.isReadable(STATUS)) {
            return -1;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(FIELD)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
                }
            }
            return -1;
        } catch (IOException notTold) {
            return -1;
        }
    }
}
