package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.SchemaServer;
import dev.brushcast.worker.faults.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryOutageTest {

    private static final String STREAM = "cats";
    private static final byte[] ID_99 = {0, 0, 0, 0, 99, 1};

    @TempDir
    private Path stateDir;

    private final SchemaServer registry = new SchemaServer();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aChunkIsNotSetAsideBecauseTheRegistryIsOutOfOrder() {
        try (Driver driver = new Driver(stateDir, AvroSerdes.registry(registry.url(), Map.of()))) {
            byte[] chunk = driver.bytes(Chunks.chunk(STREAM, 1, 0));
            registry.refuse(Integer.MAX_VALUE);

            assertThatThrownBy(() -> driver.rawChunk(STREAM, chunk, Chunks.msOf(0)))
                    .isInstanceOf(StreamsException.class)
                    .hasCauseInstanceOf(SchemaRegistryException.class);
            assertThat(driver.deadLetters()).isEmpty();
        }
    }

    @Test
    void aChunkOfASchemaThatTheRegistryDoesNotKnowIsSetAside() {
        try (Driver driver = new Driver(stateDir, AvroSerdes.registry(registry.url(), Map.of()))) {
            driver.rawChunk(STREAM, ID_99, Chunks.msOf(0));

            assertThat(driver.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(new String(
                                    letter.getHeaders()
                                            .lastHeader(DeadLetters.EXCEPTION)
                                            .value(),
                                    StandardCharsets.UTF_8))
                            .endsWith("UnknownSchemaIdException"));
        }
    }
}
