package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.PaintingEngine;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told, and counted, of a model that fails for a while: 3 s of its stream, then 6 s without a fault. */
class FallbackTopologyTest extends OnTopology {

    private static final int FAILING = 20;
    private static final int WORKING = 40;

    private long sequence;

    @Test
    void eachChangeIsToldOnce() {
        failForAWhile(FallbackPicture.PASSTHROUGH);

        assertThat(driver.events())
                .extracting(StreamEvent::getType)
                .containsExactly(
                        StreamEventType.DEGRADED,
                        StreamEventType.PASSTHROUGH,
                        StreamEventType.RECOVERED,
                        StreamEventType.LIVE);
    }

    @Test
    void aSlateIsToldAsOne() {
        failForAWhile(FallbackPicture.SLATE);

        assertThat(driver.events())
                .extracting(StreamEvent::getType)
                .containsExactly(
                        StreamEventType.DEGRADED,
                        StreamEventType.SLATE,
                        StreamEventType.RECOVERED,
                        StreamEventType.LIVE);
    }

    @Test
    void framesAddUp() {
        failForAWhile(FallbackPicture.PASSTHROUGH);

        Map<FrameOutcome, Long> outcomes = driver.styled().stream()
                .flatMap(chunk -> chunk.getFrames().stream())
                .collect(Collectors.groupingBy(StyledFrame::getOutcome, Collectors.counting()));
        long held = 12 * Chunks.FRAMES; // 2 s are 12.5 chunks
        long recovering = 31 * Chunks.FRAMES; // 5 s are 31.25
        assertThat(outcomes)
                .isEqualTo(Map.of(
                        FrameOutcome.STYLED,
                        (1 + WORKING) * Chunks.FRAMES - recovering,
                        FrameOutcome.HELD_ERROR,
                        held,
                        FrameOutcome.PASSTHROUGH,
                        FAILING * Chunks.FRAMES - held + recovering));
    }

    private void failForAWhile(FallbackPicture then) {
        chunk(then, 1);
        for (int i = 0; i < FAILING; i++) {
            chunk(then, PaintingEngine.UNRENDERABLE);
        }
        for (int i = 0; i < WORKING; i++) {
            chunk(then, 1);
        }
    }

    private void chunk(FallbackPicture then, int shade) {
        FallbackPolicy policy = new FallbackPolicy(then, Duration.ofSeconds(2), null, Duration.ofSeconds(5));
        driver.chunk(Chunks.builder(STREAM, 1, sequence++, Collections.nCopies(Chunks.FRAMES, Chunks.picture(shade)))
                .setFallback(policy.rule())
                .build());
    }
}
