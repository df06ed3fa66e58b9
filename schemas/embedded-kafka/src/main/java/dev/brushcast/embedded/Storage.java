package dev.brushcast.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The folder of a broker's logs, which Kafka wants formatted once, before the first start. */
final class Storage {

    private Storage() {}

    /** Formats the folder for a cluster of its own, unless it is formatted already. */
    static void formatIfNew(Path logs) {
        if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(silence)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setHasDynamicQuorum(false)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (IOException e) {
            throw new EmbeddedKafkaException(
                    "The broker's folder " + logs + " cannot be written to: " + Causes.innermost(e), e);
        } catch (Exception e) { // what Formatter.run declares
            throw new EmbeddedKafkaException(
                    "The broker's folder " + logs + " cannot be formatted: " + Causes.innermost(e), e);
        }
    }
}
