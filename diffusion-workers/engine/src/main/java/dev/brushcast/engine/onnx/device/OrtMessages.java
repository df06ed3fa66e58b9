package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.DeviceMemoryException;
import dev.brushcast.engine.EngineException;

/** ONNX Runtime's messages, on one line. */
public final class OrtMessages {

    private OrtMessages() {}

    public static String firstLine(Throwable e) {
        return EngineException.reason(e);
    }

    /** Whether a device had no memory left, as ONNX Runtime's own allocator, CUDA and cuBLAS say it. */
    public static boolean isOutOfMemory(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Failed to allocate memory")
                || message.contains("Available memory of")
                || message.contains("CUDA_ERROR_OUT_OF_MEMORY")
                || message.contains("out of memory")
                || message.contains("_ALLOC_FAILED")
                || message.contains("bad allocation")
                || message.contains("std::bad_alloc");
    }

    /** A graph's failure to run, named by whether less at once may do. */
    public static EngineException failure(String graph, Throwable e) {
        String message = graph + ": " + firstLine(e);
        return isOutOfMemory(e) ? new DeviceMemoryException(message, e) : new EngineException(message, e);
    }

    /** What to do about a graph that does not load on a device. */
    public static String advice(Throwable e, Device device) {
        String message = firstLine(e);
        if (isOutOfMemory(e)) {
            return device + " has too little memory left for it: end what else runs there, or give another --device";
        }
        boolean noKernel = message.contains("Could not find an implementation")
                || message.contains("Failed to find kernel")
                || message.contains("is not a registered function/op");
        return noKernel && device.provider() == ExecutionProvider.CPU
                ? "it was optimised for a GPU and has nodes that no CPU runs; export it without optimisation, or give"
                        + " --device cuda"
                : "copy or export the model again";
    }
}
