package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a stream that asks for a model which its worker lacks. */
class LackedModelTopologyTest extends OnTopology {

    @Test
    void whichWorkerLacksWhichModelAndWhatToDoIsToldOnceAndNothingIsSetAside() {
        for (long sequence = 0; sequence < 5; sequence++) {
            driver.chunk(VideoChunk.newBuilder(Chunks.chunk(STREAM, 1, sequence))
                    .setModel("wan")
                    .build());
        }

        List<StreamEvent> events = driver.events();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo(StreamEventType.DEGRADED);
            assertThat(event.getDetails()).containsAllEntriesOf(Map.of("reason", "model"));
            assertThat(event.getMessage()).contains("worker test lacks the model wan, it has painting", "--model");
        });
        assertThat(driver.styled()).hasSize(5);
        assertThat(driver.deadLetters()).isEmpty();
    }
}
