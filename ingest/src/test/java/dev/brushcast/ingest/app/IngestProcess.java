package dev.brushcast.ingest.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.hosts.SlotHost;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A host of ingests in a process of its own, which can be stopped, woken and killed. */
final class IngestProcess implements AutoCloseable {

    private final Process process;

    private IngestProcess(Process process) {
        this.process = process;
    }

    /** Starts one; what it says goes to a file. */
    static IngestProcess start(String broker, Path log) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                IngestProcess.class.getName(),
                broker);
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            return new IngestProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill} does with a signal. */
    void signal(String name) throws IOException, InterruptedException {
        int rc = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (rc != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + rc);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The host itself. */
    public static void main(String[] arguments) {
        KafkaConnection connection = KafkaConnection.plain(arguments[0]);
        SourcePolicy generated =
                new SourcePolicy(new HostPolicy(Allowance.of(false, List.of()), HostPolicy.Resolver.SYSTEM));
        try (AvroSerdes serdes = connection.openSerdes();
                IngestHost host = new IngestHost(new KafkaClients(connection, serdes));
                SlotHost slots = host.slots(Topics.UNPREFIXED, generated)) {
            slots.start();
            slots.finished().toCompletableFuture().join();
        }
    }
}
