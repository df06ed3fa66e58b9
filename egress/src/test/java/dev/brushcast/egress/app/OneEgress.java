package dev.brushcast.egress.app;

import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.lifecycle.Service;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** One stream and its host, as an egress process for a single stream has them. */
final class OneEgress implements Service {

    private final EgressHost host;
    private final EgressStream stream;

    OneEgress(KafkaConnection connection, EgressConfig config) {
        this.host = new EgressHost(connection, config.http(), config.stream().id(), new SimpleMeterRegistry());
        this.stream = host.stream(config);
    }

    @Override
    public String name() {
        return stream.name();
    }

    @Override
    public void start() {
        host.start();
        stream.start();
    }

    @Override
    public CompletionStage<Void> finished() {
        return stream.finished();
    }

    void endStream() {
        stream.endStream();
    }

    EgressProgress progress() {
        return stream.progress();
    }

    EgressReport report() {
        return stream.report();
    }

    OptionalInt httpPort() {
        return host.httpPort();
    }

    @Override
    public void close() {
        stream.close();
        host.close();
    }
}
