package dev.brushcast.kit.kafka;

import dev.brushcast.contract.TopicDefinition;
import java.util.Map;

/** A topic of the contract as a cluster has it. */
public sealed interface TopicState {

    /** The topic as the contract wants it. */
    TopicDefinition<?> definition();

    /** The cluster does not have it. */
    record Missing(TopicDefinition<?> definition) implements TopicState {}

    /**
     * The cluster has it.
     *
     * @param partitions how many it has
     * @param replication copies of each partition
     * @param config all its settings by Kafka's names
     */
    record Present(TopicDefinition<?> definition, int partitions, int replication, Map<String, String> config)
            implements TopicState {

        public Present {
            config = Map.copyOf(config);
        }
    }
}
