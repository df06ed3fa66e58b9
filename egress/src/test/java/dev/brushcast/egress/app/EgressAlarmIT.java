package dev.brushcast.egress.app;

import static dev.brushcast.contract.avro.FrameOutcome.HELD_ERROR;
import static dev.brushcast.contract.avro.FrameOutcome.STYLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.egress.config.EgressConfig;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is wrong with a stream's output is told where operators look. */
class EgressAlarmIT extends EgressOnKafka {

    /** Whole chunks, of about a second. */
    private static final int SECOND = 6 * StreamProducer.CHUNK;

    @Test
    void aPictureThatStandsStillWhileItsSourceMovesIsAnEventAndSoIsItsEnd() throws Exception {
        try (StreamProducer producer = producer(PayloadFormat.RGB24).live();
                OneEgress service = service(EgressConfig.End.NEVER, false)) {
            producer.epoch(1, System.currentTimeMillis() * 1000);
            service.start();
            for (int first = 0; first < 12 * SECOND; first += StreamProducer.CHUNK) {
                producer.source(first, StreamProducer.CHUNK, List.of(), false);
            }
            frames(producer, 0, 2 * SECOND, STYLED);
            Awaitility.await().until(() -> Files.exists(folder.resolve("source/index.m3u8")));
            frames(producer, 2 * SECOND, 9 * SECOND, HELD_ERROR);
            frames(producer, 9 * SECOND, 12 * SECOND, STYLED);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(events())
                            .extracting(StreamEvent::getType)
                            .containsExactly(StreamEventType.ALARM, StreamEventType.ALARM_CLEARED));
            assertThat(events())
                    .extracting(StreamEvent::getDetails)
                    .allSatisfy(details -> assertThat(details).containsEntry("alarm", "frozen"));
        }
    }

    private static void frames(StreamProducer producer, int from, int to, FrameOutcome outcome) {
        for (int first = from; first < to; first += StreamProducer.CHUNK) {
            int count = Math.min(StreamProducer.CHUNK, to - first);
            producer.styled(first, Collections.nCopies(count, outcome), List.of(), false);
        }
    }
}
