package dev.brushcast.engine.onnx.device;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.nio.file.Path;

/** Adds a device's execution provider to a session's options. */
public final class DeviceOptions {

    private DeviceOptions() {}

    /**
     * @param engines where TensorRT keeps what it builds of the graph
     * @param halfPrecision whether TensorRT may calculate in half precision; CUDA does as the graph says
     */
    public static void add(SessionOptions options, Device device, Path engines, boolean halfPrecision)
            throws OrtException {
        switch (device.provider()) {
            case TENSORRT -> {
                try (var tensorrt = new OrtTensorRTProviderOptions(device.index())) {
                    // What was exported in single precision is meant to be: SDXL's autoencoder overflows in half.
                    tensorrt.add("trt_fp16_enable", halfPrecision ? "1" : "0");
                    tensorrt.add("trt_engine_cache_enable", "1");
                    tensorrt.add("trt_engine_cache_path", engines.toString());
                    options.addTensorrt(tensorrt);
                }
                // What TensorRT cannot take goes to CUDA.
                addCuda(options, device);
            }
            case CUDA -> addCuda(options, device);
            case CPU -> {
                // The runtime's own default.
            }
        }
    }

    private static void addCuda(SessionOptions options, Device device) throws OrtException {
        try (var cuda = new OrtCUDAProviderOptions(device.index())) {
            // The exhaustive search would stall the first batch of every new size for seconds.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        }
    }
}
