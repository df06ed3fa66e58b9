package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A wall clock for services that can be set while they run ({@code set-clock.c}); what measures intervals stays as it is. */
final class SetClock {

    private final Path library;
    private final Path offset;

    private SetClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** @throws SkippedException where there is no C compiler, or none that makes libraries to preload */
    static SetClock in(Path folder) {
        SetClock clock = new SetClock(folder.resolve("set-clock.so"), folder.resolve("clock"));
        clock.set(Duration.ZERO);
        clock.compile(folder.resolve("set-clock.c"));
        return clock;
    }

    private void compile(Path source) {
        try (InputStream code = SetClock.class.getResourceAsStream("/faults/set-clock.c")) {
            Files.copy(Objects.requireNonNull(code), source);
            Process compiler = new ProcessBuilder(
                            "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new SkippedException("no clock that can be set (needs Linux and a C compiler): " + said);
            }
        } catch (IOException e) {
            throw new SkippedException("no clock that can be set (needs a C compiler): " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SET_CLOCK_OFFSET", offset.toString());
    }

    /** Written in place: services have the file mapped. */
    void set(Duration ahead) {
        ByteBuffer seconds =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, ahead.toSeconds());
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
