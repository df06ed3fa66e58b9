package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.wire.registry.SchemaRegistryException;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadFailureTest {

    private static final byte[] ID_7 = {0, 0, 0, 0, 7, 1};

    private final RegistryDouble server = new RegistryDouble();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRegistryThatIsOutOfOrderIsNotTheRecordsFault() {
        server.answer("GET /schemas/ids/7", 503, "");

        assertThat(ReadFailure.notTheRecords(new SerializationException("as the consumer says it", read())))
                .containsInstanceOf(SchemaRegistryException.class);
    }

    @Test
    void aRegistryThatRefusesTheLoginIsNotTheRecordsFault() {
        server.answer("GET /schemas/ids/7", 401, "");

        assertThat(ReadFailure.notTheRecords(read())).containsInstanceOf(SchemaRegistryException.class);
    }

    @Test
    void anInterruptionIsNotTheRecordsFault() {
        assertThat(ReadFailure.notTheRecords(new SerializationException(new InterruptException("stopping"))))
                .containsInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue(); // Kafka's exception sets the flag
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsTheRecordsFault() {
        server.answer("GET /schemas/ids/7", 404, "{\"error_code\": 40403}");

        assertThat(ReadFailure.notTheRecords(read())).isEmpty();
    }

    @Test
    void bytesThatAreNoRecordAreTheRecordsFault() {
        Throwable failure = catchThrowable(() ->
                AvroSerdes.builtIn().value(VideoChunk.class).deserializer().deserialize("t", new byte[] {1, 2, 3}));

        assertThat(ReadFailure.notTheRecords(failure)).isEmpty();
    }

    private Throwable read() {
        return catchThrowable(() -> AvroSerdes.ownRegistry(server.url(), Map.of())
                .value(VideoChunk.class)
                .deserializer()
                .deserialize("t", ID_7));
    }
}
