package dev.brushcast.engine.onnx.device;

/** ONNX Runtime's messages, on one line. */
public final class OrtMessages {

    private OrtMessages() {}

    public static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
    }

    /** What to do about a graph that does not load on a device. */
    public static String advice(Throwable e, Device device) {
        String message = firstLine(e);
        boolean noKernel = message.contains("Could not find an implementation")
                || message.contains("Failed to find kernel")
                || message.contains("is not a registered function/op");
        return noKernel && device.provider() == ExecutionProvider.CPU
                ? "it was optimised for a GPU and has nodes that no CPU runs; export it without optimisation, or give"
                        + " --device cuda"
                : "copy or export the model again";
    }
}
