package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A wall clock for services that can be set while they run, by libfaketime; what measures intervals stays as it is. */
final class SetClock {

    private final Path library;
    private final Path offset;

    private SetClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** @throws SkippedException where there is no libfaketime */
    static SetClock in(Path folder) {
        Path library = Stream.of(
                        "/usr/lib/x86_64-linux-gnu/faketime",
                        "/usr/lib/aarch64-linux-gnu/faketime",
                        "/usr/lib/faketime")
                .map(place -> Path.of(place, "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new SkippedException("libfaketime is not installed (apt install faketime)"));
        SetClock clock = new SetClock(library, folder.resolve("clock"));
        clock.set(Duration.ZERO);
        return clock;
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    void set(Duration ahead) {
        try {
            Files.writeString(offset, (ahead.isNegative() ? "" : "+") + ahead.toSeconds() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
