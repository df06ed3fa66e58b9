package dev.brushcast.engine.onnx.device;

/** Execution providers, the preferred first. */
public enum ExecutionProvider {
    TENSORRT("tensorrt"),
    CUDA("cuda"),
    CPU("cpu");

    private final String label;

    ExecutionProvider(String label) {
        this.label = label;
    }

    /** As devices are named: {@code tensorrt}, {@code cuda}, {@code cpu}. */
    public String label() {
        return label;
    }
}
