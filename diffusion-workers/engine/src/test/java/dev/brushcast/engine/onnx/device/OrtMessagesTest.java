package dev.brushcast.engine.onnx.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrtMessagesTest {

    /** As the runtime says it of graphs that Olive and its own optimizer made for CUDA and DirectML. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error code - ORT_NOT_IMPLEMENTED - message: Could not find an implementation for GroupNorm(1) node with"
                        + " name 'GroupNorm_22'",
                "Error code - ORT_NOT_IMPLEMENTED - message: Failed to find kernel for NhwcConv(1) (node NhwcConv_0)",
                "Error code - ORT_FAIL - message: Fatal error: com.microsoft:BiasSplitGelu(-1) is not a registered"
                        + " function/op"
            })
    void aGraphThatWasOptimisedForAGpuIsToldFromADamagedOne(String message) {
        Throwable refused = new IllegalStateException(message);
        assertThat(OrtMessages.advice(refused, Device.named("cpu"))).startsWith("it was optimised for a GPU");
        assertThat(OrtMessages.advice(refused, Device.named("cuda:0"))).isEqualTo("copy or export the model again");
        assertThat(OrtMessages.advice(new IllegalStateException("Protobuf parsing failed"), Device.named("cpu")))
                .isEqualTo("copy or export the model again");
    }

    /** As the runtime said it on a GPU that other engines had filled. */
    @Test
    void aFullDeviceIsNotTakenForADamagedGraph() {
        Throwable full = new IllegalStateException("Error code - ORT_FAIL - message: Exception during initialization:"
                + " bfc_arena.cc:359 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*)"
                + " Failed to allocate memory for requested buffer of size 3276800");
        assertThat(OrtMessages.advice(full, Device.named("cuda:0")))
                .isEqualTo(
                        "cuda:0 has too little memory left for it: end what else runs there, or give another --device");
    }
}
