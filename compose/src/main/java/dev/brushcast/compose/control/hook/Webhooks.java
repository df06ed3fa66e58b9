package dev.brushcast.compose.control.hook;

import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** All webhooks of a service, each on a thread of its own. */
public final class Webhooks implements AutoCloseable {

    private final List<WebhookSender> senders;

    /** Not started yet. */
    public Webhooks(
            List<Webhook> webhooks, KafkaClients clients, Topics topics, InstantSource clock, MeterRegistry metrics) {
        senders = webhooks.stream()
                .map(webhook -> new WebhookSender(webhook, clients, topics, clock, metrics))
                .toList();
    }

    /** Starts to post, and returns. */
    public void start() {
        senders.forEach(WebhookSender::start);
    }

    @Override
    public void close() {
        senders.forEach(WebhookSender::close);
    }
}
