package dev.brushcast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Kafka in this JVM: one node, broker and controller in one, reachable from this machine only. It keeps topics
 * and records in its folder and has them again when started there the next time.
 *
 * <p>For trying, developing and testing: one copy of the data, no encryption, no access control. Safe for use by several
 * threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedKafka.class);

    /** A chosen port is lost to another process once in a long while, not three times in a row. */
    private static final int ATTEMPTS = 3;

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);
    private static final Duration BROKEN_CLOSE_DEADLINE = Duration.ofSeconds(3);

    private final KafkaRaftServer server;
    private final DataFolder folder;
    private final Ports ports;
    private final FatalFaults faults;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(KafkaRaftServer server, DataFolder folder, Ports ports, FatalFaults faults) {
        this.server = server;
        this.folder = folder;
        this.ports = ports;
        this.faults = faults;
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

    /** Starts on ports that were free a moment ago. */
    static EmbeddedKafka start(EmbeddedKafkaConfig config, DataFolder folder, Ports ports, int attempts) {
        Map<String, String> settings = new HashMap<>(BrokerSettings.of(ports, folder.logs(), config.maxRecordBytes()));
        settings.putAll(config.settings());
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        FatalFaults faults = FatalFaults.listen(config.dataDir());
        try {
            server.startup();
            return new EmbeddedKafka(server, folder, ports, faults);
        } catch (Throwable e) { // Scala throws checked exceptions that it does not declare
            stop(server, faults, e);
            if (Ports.lostToAnother(e) && attempts > 1) {
                return start(config, folder, Ports.choose(config.port()), attempts - 1);
            }
            throw new EmbeddedKafkaException(
                    "The embedded broker did not start on " + config.dataDir() + ": " + Causes.innermost(e), e);
        }
    }

    private static void stop(KafkaRaftServer server, FatalFaults faults, Throwable failure) {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            faults.close();
        }
    }

    /** Where clients connect, {@code localhost:PORT}. */
    public String bootstrapServers() {
        return ports.clientAddress();
    }

    /**
     * Completes when the broker was closed; exceptionally when it met a fault after which it does not work any more, such
     * as a full disk. It is to be closed then, too.
     */
    public CompletionStage<Void> finished() {
        return faults.end().minimalCompletionStage();
    }

    /**
     * Stops the broker and waits until all it holds is on disk and its folder is free for the next. After a fault it does
     * not wait for long: what is broken may never stop, and there is nothing left to save.
     *
     * @throws EmbeddedKafkaException when it does not stop in time
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                shutDown();
            } finally {
                release(folder);
                faults.close();
            }
        }
    }

    private void shutDown() {
        boolean broken = faults.end().isDone();
        Duration deadline = broken ? BROKEN_CLOSE_DEADLINE : CLOSE_DEADLINE;
        try {
            CompletableFuture.runAsync(
                            this::stopAndWait, Thread.ofPlatform().daemon().name("close-embedded-kafka")::start)
                    .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (!broken) {
                throw new EmbeddedKafkaException("The embedded broker did not stop: " + Causes.innermost(e), e);
            }
            LOGGER.warn("The broken embedded broker is left behind: {}", Causes.innermost(e));
        }
    }

    private void stopAndWait() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
