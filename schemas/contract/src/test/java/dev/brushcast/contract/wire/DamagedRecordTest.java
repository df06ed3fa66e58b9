package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.brushcast.contract.avro.VideoChunk;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

final class DamagedRecordTest {

    private static final int SEEDS = 20_000;

    private final Serde<VideoChunk> serde = AvroSerdes.builtIn().value(VideoChunk.class);

    /** In particular none takes more memory than there is, whatever length the damaged bytes spell. */
    @Test
    void anyDamageGivesARecordOrAWireException() {
        byte[] whole = serde.serializer()
                .serialize(
                        "t", RandomRecords.of(VideoChunk.class, 1).findFirst().orElseThrow());
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                serde.deserializer().deserialize("t", damaged(whole, new SplittableRandom(seed)));
            } catch (WireException _) {
                refused++;
            } catch (Throwable e) { // an OutOfMemoryError is what this looks for
                fail("seed " + seed, e);
            }
        }
        assertThat(refused).as("damage that was noticed").isGreaterThan(SEEDS / 10);
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        int first = random.nextInt(WireFormat.HEADER_BYTES, bytes.length);
        int end = Math.min(bytes.length, first + random.nextInt(1, 8));
        for (int i = first; i < end; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
