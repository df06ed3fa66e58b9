package dev.brushcast.engine.onnx.device;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which execution providers really load on this machine, and why the others do not. */
public final class DeviceProbe {

    private static final String NO_DRIVER = "no NVIDIA driver (libcuda) on this machine";

    private DeviceProbe() {}

    /**
     * One provider's state.
     *
     * @param provider which
     * @param missing why it does not load, on one line; empty if it does
     */
    public record Outcome(ExecutionProvider provider, Optional<String> missing) {}

    /** Tries every provider on GPU 0. */
    public static List<Outcome> all() {
        List<Outcome> outcomes = new ArrayList<>();
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            outcomes.add(new Outcome(provider, missing(new Device(provider, 0))));
        }
        return outcomes;
    }

    /** Version of the runtime. */
    public static String runtimeVersion() {
        return OrtRuntime.environment().getVersion();
    }

    /** Why a device does not load, on one line; empty if it does. */
    public static Optional<String> missing(Device device) {
        if (device.provider() == ExecutionProvider.CPU) {
            return Optional.empty();
        }
        // The driver first: asking the runtime for CUDA unpacks 580 MB of libraries into the temporary folder.
        if (!hasDriver()) {
            return Optional.of(NO_DRIVER);
        }
        OrtProvider wanted = device.provider() == ExecutionProvider.CUDA ? OrtProvider.CUDA : OrtProvider.TENSOR_RT;
        if (!OrtEnvironment.getAvailableProviders().contains(wanted)) {
            return Optional.of("this build has the CPU runtime; build with -Donnxruntime.artifact=onnxruntime_gpu");
        }
        // The environment first: until it is there the runtime does not say what is missing, but that it has no logger.
        OrtRuntime.environment();
        try (SessionOptions options = new SessionOptions()) {
            DeviceOptions.add(options, device, EngineCache.ofUser().root(), false);
            return Optional.empty();
        } catch (OrtException e) {
            return Optional.of(OrtMessages.firstLine(e));
        }
    }

    private static boolean hasDriver() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(windows ? "nvcuda.dll" : "libcuda.so.1", arena);
            return true;
        } catch (IllegalArgumentException notThere) {
            return false;
        }
    }
}
