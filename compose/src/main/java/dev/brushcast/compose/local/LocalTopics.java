package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.TopicProvisioner;
import org.apache.kafka.clients.admin.Admin;

/** The topics of a local broker. */
final class LocalTopics {

    private static final short COPIES = 1;

    private LocalTopics() {}

    /** @param disk how much of it they may take, all slots together */
    static void create(KafkaClients clients, Topics topics, int slots, DiskBudget disk) {
        try (Admin admin = clients.admin("topics")) {
            new TopicProvisioner(admin, topics).create(slots, COPIES);
            TopicLimits.apply(admin, topics, disk.ofEach(slots));
        }
    }
}
