package dev.brushcast.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many of each the manifests let there be. */
class ScalingManifestsTest {

    @Test
    void whoeverIsToStayUpWhileNodesAreDrainedHasABudget() {
        Set<String> budgets =
                Manifests.ofKind("PodDisruptionBudget").map(Manifests::name).collect(Collectors.toSet());

        assertThat(Workload.services().map(Workload::toString)).isSubsetOf(budgets);
    }

    @Test
    void workersAreNeverNoneAndNeverMoreThanSlots() {
        JsonNode scaled =
                Manifests.ofKind("ScaledObject").findFirst().orElseThrow().get("spec");
        Workload topics = Workload.ours()
                .filter(workload -> workload.toString().equals("topics"))
                .findFirst()
                .orElseThrow();

        assertThat(scaled.at("/scaleTargetRef/name").asText()).isEqualTo("worker");
        assertThat(scaled.get("minReplicaCount").asInt()).isEqualTo(1);
        assertThat(scaled.get("maxReplicaCount").asText()).isEqualTo(topics.argument("--slots"));
        assertThat(scaled.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/stabilizationWindowSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(600);
        Workload worker = Workload.ours()
                .filter(workload -> workload.toString().equals("worker"))
                .findFirst()
                .orElseThrow();
        assertThat(worker.object().at("/spec/replicas").isMissingNode()).isTrue();
        assertThat(worker.container().at("/resources/limits/nvidia.com~1gpu").asInt())
                .isEqualTo(1);
    }

    /** By KEDA's definition of a ScaledObject: what it does not know it passes over, and numbers in a trigger are texts. */
    @Test
    void nothingIsSaidToKedaThatItDoesNotKnow() {
        JsonNode scaled =
                Manifests.ofKind("ScaledObject").findFirst().orElseThrow().get("spec");

        assertThat(scaled.fieldNames())
                .toIterable()
                .isSubsetOf(
                        "scaleTargetRef",
                        "minReplicaCount",
                        "maxReplicaCount",
                        "pollingInterval",
                        "fallback",
                        "triggers",
                        "advanced");
        scaled.get("triggers").forEach(trigger -> {
            assertThat(trigger.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("type", "name", "metricType", "metadata");
            assertThat(trigger.get("metricType").asText()).isEqualTo("AverageValue"); // all that fallback is for
            assertThat(trigger.get("metadata").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("serverAddress", "query", "threshold", "ignoreNullValues");
            assertThat(trigger.get("metadata")).allMatch(JsonNode::isTextual);
        });
    }

    /** No data and no Prometheus are not "no load": kedacore/keda#1850, #7239. */
    @Test
    void aFleetIsNotMadeSmallerForWantOfFigures() {
        JsonNode scaled =
                Manifests.ofKind("ScaledObject").findFirst().orElseThrow().get("spec");

        assertThat(scaled.at("/fallback/behavior").asText()).isEqualTo("currentReplicasIfHigher");
        scaled.get("triggers")
                .forEach(trigger -> assertThat(
                                trigger.at("/metadata/ignoreNullValues").asText())
                        .isEqualTo("false"));
    }
}
