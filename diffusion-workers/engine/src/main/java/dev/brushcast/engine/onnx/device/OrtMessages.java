package dev.brushcast.engine.onnx.device;

import dev.brushcast.engine.EngineException;

/** ONNX Runtime's messages, on one line. */
public final class OrtMessages {

    private OrtMessages() {}

    public static String firstLine(Throwable e) {
        return EngineException.reason(e);
    }

    /** What to do about a graph that does not load on a device. */
    public static String advice(Throwable e, Device device) {
        String message = firstLine(e);
        if (message.contains("Failed to allocate memory")) {
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
