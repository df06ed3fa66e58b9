package dev.brushcast.ingest.publish;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.SharedConsumer;
import dev.brushcast.kit.kafka.StuckTransactions;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What the streams of a host hear of their workers, and do about those that hang. Safe for use by several threads. */
public final class HostWorkers implements AutoCloseable {

    private final KafkaClients clients;
    private final SharedConsumer consumer;
    private final Admin admin;

    /** Opens it. The clients outlive it. */
    public HostWorkers(KafkaClients clients) {
        this.clients = clients;
        this.consumer = clients.sharedConsumer("ingest-answers");
        this.admin = clients.admin("ingest-workers");
    }

    /** What a stream's workers answer from now on. */
    WorkerAnswers answers(Topics topics, StreamAddress address) {
        return new SlotAnswers(clients, consumer, topics, address);
    }

    /** What they may have left open in the slot's styled chunks. */
    StuckTransactions transactions(Topics topics, StreamAddress address) {
        return new StuckTransactions(
                admin, List.of(new TopicPartition(topics.styledVideo().name(), address.slot())), topics.prefix());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
