package dev.brushcast.kafkaundertest;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Whether the broker that was chosen can be had here. */
final class BrokerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (BrokerChoice.made()) {
            case EMBEDDED -> ConditionEvaluationResult.enabled("the embedded broker runs everywhere");
            case CONTAINER ->
                DockerClientFactory.instance().isDockerAvailable()
                        ? ConditionEvaluationResult.enabled("there is a container engine")
                        : ConditionEvaluationResult.disabled("there is no container engine here");
        };
    }
}
