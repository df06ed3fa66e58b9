package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kafkaundertest.MutatedRecords;
import dev.brushcast.worker.Chunks;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thousands of records that somebody broke: no crash, no hang, each one accounted for, and good ones go on. */
class MutatedRecordsTopologyTest extends OnTopology {

    private static final Logger LOGGER = LoggerFactory.getLogger(MutatedRecordsTopologyTest.class);
    private static final long SEED = 20261126;
    private static final int ROUND = 250;

    private final MutatedRecords mutated = new MutatedRecords(SEED);
    private long letters;
    private long styled;

    @Test
    @Timeout(600)
    void everyOneIsRenderedOrSetAsideAndTheStreamGoesOn() {
        driver.declared.put(STREAM, 1L);
        long chunks = 0;
        for (int i = 0; i < MutatedRecords.COUNT; i++) {
            if (i % 4 == 0) {
                style();
            } else {
                chunk(i);
                chunks++;
            }
            if (i % ROUND == 0) {
                drain();
            }
        }
        drain();
        long begun = System.nanoTime();
        driver.style(Chunks.style(STREAM, 1_000_000, "ink"), Chunks.msOf(4_000_000));
        driver.chunk(Chunks.chunk(STREAM, 1, 1_000_000));
        Duration recovery = Duration.ofNanos(System.nanoTime() - begun);

        List<StyledChunk> last = driver.styled();
        assertThat(last).hasSize(1);
        assertThat(last.getFirst().getFrames())
                .extracting(StyledFrame::getOutcome)
                .containsOnly(FrameOutcome.STYLED);
        assertThat(last.getFirst().getFrames())
                .extracting(StyledFrame::getStyleRevision)
                .containsOnly(1_000_000L);
        assertThat((double) letters)
                .as("dead letters, and the meter")
                .isEqualTo(counted("brushcast.worker.dead.letters"));
        assertThat(letters).as("most were set aside").isGreaterThan(MutatedRecords.COUNT / 4);
        assertThat(styled)
                .as("chunks that could be rendered were")
                .isGreaterThan(0)
                .isLessThan(chunks);
        assertThat(recovery).isLessThan(Duration.ofSeconds(3));
        LOGGER.info("{} records, {} dead letters, recovered in {}", MutatedRecords.COUNT, letters, recovery);
    }

    private void style() {
        var good = Chunks.filteredStyle(STREAM, 1 + letters, "oil");
        long timestamp = mutated.timestamp(Chunks.msOf(1));
        if (mutated.half()) {
            driver.rawStyle(STREAM, mutated.damaged(driver.bytes(good)), timestamp);
        } else {
            driver.rawStyle(STREAM, driver.bytes(mutated.changed(good)), timestamp);
        }
    }

    private void chunk(int i) {
        VideoChunk good = Chunks.chunk(STREAM, 1, i);
        byte[] value = mutated.half() ? mutated.damaged(driver.bytes(good)) : driver.bytes(mutated.changed(good));
        driver.rawChunk(
                mutated.one(List.of(STREAM, STREAM, STREAM, "dogs", "")), value, mutated.timestamp(Chunks.msOf(i)));
    }

    private void drain() {
        letters += driver.deadLetters().size();
        styled += driver.styled().size();
        driver.events();
        driver.health();
        driver.timings();
        driver.engine.requests().clear();
    }

    private double counted(String meter) {
        return driver.registry.find(meter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
