package dev.brushcast.engine.onnx.device;

import static org.assertj.core.api.Assertions.assertThat;

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
}
