package dev.brushcast.contract.wire;

import dev.brushcast.contract.avro.VideoChunk;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;

/** Reads a record while the registry is out of reach. Run in a class loader of its own. */
public final class ConfluentOutageProbe implements Callable<String> {

    private static final byte[] ID_7 = {0, 0, 0, 0, 7, 1};

    public ConfluentOutageProbe() {}

    /** What is said to be at fault other than the record. */
    @Override
    public String call() {
        try (AvroSerdes serdes = AvroSerdes.registry("http://localhost:1", Map.of())) {
            return String.valueOf(serdes.value(VideoChunk.class).deserializer().deserialize("t", ID_7));
        } catch (KafkaException e) {
            return ReadFailure.notTheRecords(e).map(Throwable::getMessage).orElse("the record");
        }
    }
}
