package dev.brushcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Apache Kafka in this JVM: one node, broker and controller in one, reachable from this machine only. It keeps topics
 * and records in its folder and has them again when started there the next time.
 *
 * <p>For trying, developing and testing: one copy of the data, no encryption, no access control. A fault that Kafka
 * deems fatal ends the JVM, as it ends a broker's process.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** A chosen port is lost to another process once in a long while, not three times in a row. */
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final DataFolder folder;
    private final Ports ports;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, DataFolder folder, Ports ports) {
        this.server = server;
        this.folder = folder;
        this.ports = ports;
    }

    /**
     * Starts a broker; when this returns, clients can connect.
     *
     * @throws EmbeddedKafkaException when the port is in use, or the folder is in use or cannot be written to
     */
    public static EmbeddedKafka start(EmbeddedKafkaConfig config) {
        Ports ports = Ports.choose(config.port()); // before anything is written
        DataFolder folder = DataFolder.open(config.dataDir());
        try {
            Storage.formatIfNew(folder.logs());
            return start(config, folder, ports, ATTEMPTS);
        } catch (RuntimeException e) {
            release(folder);
            throw e;
        }
    }

    private static EmbeddedKafka start(EmbeddedKafkaConfig config, DataFolder folder, Ports ports, int attempts) {
        KafkaConfig settings = new KafkaConfig(BrokerSettings.of(ports, folder.logs(), config.maxRecordBytes()), false);
        KafkaRaftServer server = new KafkaRaftServer(settings, Time.SYSTEM);
        try {
            server.startup();
            return new EmbeddedKafka(server, folder, ports);
        } catch (Throwable e) { // Scala throws checked exceptions that it does not declare
            stop(server, e);
            if (Ports.lostToAnother(e) && attempts > 1) {
                return start(config, folder, Ports.choose(config.port()), attempts - 1);
            }
            throw new EmbeddedKafkaException(
                    "The embedded broker did not start on " + config.dataDir() + ": " + e.getMessage(), e);
        }
    }

    private static void stop(KafkaRaftServer server, Throwable failure) {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Where clients connect, {@code localhost:PORT}. */
    public String bootstrapServers() {
        return ports.clientAddress();
    }

    /** Stops the broker and waits until all it holds is on disk and its folder is free for the next. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
            release(folder);
        }
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
