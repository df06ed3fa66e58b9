package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What everything in one process is built on: a broker, which runs, and a worker on it, which is not started yet.
 *
 * @param worker started, and closed before this, by whoever has it
 */
record LocalWorker(
        EmbeddedKafka broker, KafkaConnection connection, AvroSerdes serdes, KafkaClients clients, WorkerService worker)
        implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    /**
     * Starts the broker.
     *
     * @param engines closed with the worker, and when this throws
     * @param dataDir the broker's and the worker's folder
     */
    static LocalWorker on(
            int brokerPort, WorkerConfig config, List<DiffusionEngine> engines, Path dataDir, MeterRegistry registry) {
        EmbeddedKafka broker;
        try {
            broker = EmbeddedKafka.start(
                    new EmbeddedKafkaConfig(dataDir.resolve("kafka"), brokerPort, Topics.MAX_RECORD_BYTES));
        } catch (RuntimeException e) {
            engines.forEach(DiffusionEngine::close);
            throw e;
        }
        KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
        AvroSerdes serdes = connection.openSerdes();
        WorkerConfig local =
                config.withMembership(config.membership().withName("local").withStateDir(dataDir.resolve("worker")));
        return new LocalWorker(
                broker,
                connection,
                serdes,
                new KafkaClients(connection, serdes),
                new WorkerService(connection, local, engines, registry));
    }

    /** Opens once the worker is ready. */
    ReadyGate gate() {
        return new ReadyGate(worker.ready(), worker.alive(), READY_WITHIN);
    }

    /** Closes the broker; the worker has been closed. */
    @Override
    public void close() {
        serdes.close();
        broker.close();
    }
}
