package dev.brushcast.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an embedded broker is started with.
 *
 * @param dataDir folder of its own, created if need be; topics and records in it outlive the process
 * @param port where clients connect, on localhost only; 0: any free port
 * @param maxRecordBytes the most bytes that one record may have
 * @param settings of the broker, by Kafka's names, which count more than this project's
 */
public record EmbeddedKafkaConfig(Path dataDir, int port, int maxRecordBytes, Map<String, String> settings) {

    /** The port that Kafka clients expect. */
    public static final int DEFAULT_PORT = 9092;

    /** With this project's settings. */
    public EmbeddedKafkaConfig(Path dataDir, int port, int maxRecordBytes) {
        this(dataDir, port, maxRecordBytes, Map.of());
    }

    public EmbeddedKafkaConfig {
        settings = Map.copyOf(settings);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (maxRecordBytes < 1) {
            throw new IllegalArgumentException("records of at most " + maxRecordBytes + " bytes");
        }
    }
}
