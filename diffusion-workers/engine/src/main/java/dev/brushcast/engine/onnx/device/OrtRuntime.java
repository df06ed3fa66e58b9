package dev.brushcast.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * ONNX Runtime, which this process has once.
 *
 * <p>Its telemetry is off: since 1.29 it tells its makers of every process on Linux and macOS, and to do so runs regular
 * expressions over the command line, which overflow the stack where that is longer than about 4,000 characters: the process is
 * gone without a word. Whoever sets {@code ORT_DISABLE_TELEMETRY} decides otherwise.
 */
public final class OrtRuntime {

    private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

    private OrtRuntime() {}

    /** The runtime's environment. It lives as long as the process, and whoever asks for it need not close it. */
    public static OrtEnvironment environment() {
        return Opened.ENVIRONMENT;
    }

    private static final class Opened {

        private static final OrtEnvironment ENVIRONMENT = open();

        private static OrtEnvironment open() {
            // It reads the variable when the environment is made, and has no other switch that is read before.
            setUnlessSet(NO_TELEMETRY, "1");
            return OrtEnvironment.getEnvironment();
        }
    }

    /** An environment variable of this process, as native code sees it. Windows has no such function, nor that telemetry. */
    @SuppressWarnings("restricted")
    private static void setUnlessSet(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        MethodHandle call =
                linker.downcallHandle(setenv.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
            if (failed != 0) {
                throw new IllegalStateException(name + " cannot be set");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
