package dev.brushcast.contract.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

    @Test
    void aModelIsAskedForByItsNameItsHashOrItsNameOnTheCommandLine() {
        assertThat(new ModelChoice("sd-turbo").isOf("sd-turbo", "ab12")).isTrue();
        assertThat(new ModelChoice("ab12").isOf("sd-turbo", "ab12")).isTrue();
        assertThat(new ModelChoice("builtin:video").isOf("builtin-video", "")).isTrue();

        assertThat(new ModelChoice("sd").isOf("sd-turbo", "ab12")).isFalse();
        assertThat(new ModelChoice("my:model").isOf("my-model", "")).isFalse();
    }

    @Test
    void nobodyAsksForNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelChoice(" "))
                .withMessageContaining("leave it out");
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelChoice("m".repeat(201)));
    }

    @Test
    void oneWorkerThatLacksItIsEnoughToRefuseAndTheRefusalSaysWhoLacksItAndWhatThereIs() {
        WorkerHealth both = worker("gpu-1", "sd", "wan");
        WorkerHealth one = worker("gpu-2", "sd", "taesd");

        assertThat(new ModelChoice("wan").refusal(List.of(both, one)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("model wan is not there")
                        .contains("gpu-2 (which has sd, taesd) lacks it")
                        .contains("--model")
                        .endsWith("ask for one that all have: sd"));
        assertThat(new ModelChoice("sd").refusal(List.of(both, one))).isEmpty();
    }

    @Test
    void whoLeavesNeedsNoModelAndWithoutWorkersNothingIsRefused() {
        WorkerHealth leaving = WorkerHealth.newBuilder(worker("gpu-2", "sd"))
                .setState(WorkerState.LEAVING)
                .build();

        assertThat(new ModelChoice("wan").refusal(List.of(worker("gpu-1", "wan"), leaving)))
                .isEmpty();
        assertThat(new ModelChoice("wan").refusal(List.of())).isEmpty();
    }

    @Test
    void aWorkerFromBeforeHasTheModelThatItNames() {
        WorkerHealth old = WorkerHealth.newBuilder(worker("gpu-1"))
                .setModel("sd")
                .setModels(List.of())
                .build();

        assertThat(new ModelChoice("sd").refusal(List.of(old))).isEmpty();
        assertThat(new ModelChoice("wan").refusal(List.of(old))).isPresent();
    }

    @Test
    void picturesOfASizeThatItDoesNotTakeAreNotForIt() {
        List<WorkerHealth> workers = List.of(worker("gpu-1", "sd", "wan"));

        assertThat(new ModelChoice("wan").misfit(workers, 344, 192))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("multiples of 16 pixels, and these are 344x192", "--width"));
        assertThat(new ModelChoice("wan").misfit(workers, 256, 144)).isEmpty();
        assertThat(new ModelChoice("other").misfit(workers, 344, 192)).isEmpty();
    }

    @Test
    void aFrameCostsWhatItCostsWhereItCostsMost() {
        WorkerHealth fast = WorkerHealth.newBuilder(worker("gpu-1"))
                .setModels(List.of(new WorkerModel("sd", "", 1.0, 16), new WorkerModel("wan", "", 3.0, 16)))
                .build();
        WorkerHealth slow = WorkerHealth.newBuilder(worker("gpu-2"))
                .setModels(List.of(new WorkerModel("sd", "", 1.0, 16), new WorkerModel("wan", "", 5.0, 16)))
                .build();

        assertThat(new ModelChoice("wan").cost(List.of(fast, slow))).isEqualTo(5);
        assertThat(new ModelChoice("other").cost(List.of(fast, slow))).isEqualTo(1);
    }

    private static WorkerHealth worker(String name, String... models) {
        return WorkerHealth.newBuilder()
                .setWorker(name)
                .setGroup("g")
                .setUpdatedAtUs(0)
                .setStartedAtUs(0)
                .setState(WorkerState.SERVING)
                .setModel("none")
                .setDevice("cpu")
                .setThreads(1)
                .setSlots(List.of())
                .setCapacities(List.of())
                .setSustained(1)
                .setLoad(0)
                .setStreams(List.of())
                .setModels(Arrays.stream(models)
                        .map(model -> new WorkerModel(model, "", 1.0, 16))
                        .toList())
                .build();
    }
}
