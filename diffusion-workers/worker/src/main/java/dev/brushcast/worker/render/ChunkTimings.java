package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts and stage times of a chunk.
 *
 * <p>Stages: {@code hop} from the producer to the worker; {@code payload-decode} and {@code payload-encode} of the
 * pictures; {@code queue}, {@code encode}, {@code denoise} and {@code decode} in the engine, summed over the frames;
 * {@code worker} from receipt to the end.
 */
public final class ChunkTimings {

    private ChunkTimings() {}

    /** The timing record of a styled chunk. */
    public static ChunkTiming of(StyledChunk chunk) {
        long mediaUs = 0;
        for (StyledFrame frame : chunk.getFrames()) {
            mediaUs += frame.getDurationUs();
        }
        return ChunkTiming.newBuilder()
                .setStreamId(chunk.getStreamId())
                .setEpoch(chunk.getEpoch())
                .setSequence(chunk.getSequence())
                .setWorker(chunk.getWorker())
                .setFinishedAtUs(chunk.getFinishedAtUs())
                .setAgeUs(ageUs(chunk))
                .setMediaUs(mediaUs)
                .setOutcomes(outcomes(chunk))
                .setStagesUs(stages(chunk))
                .build();
    }

    /** How long a source chunk's frames are shown. */
    public static Duration length(VideoChunk chunk) {
        return Duration.of(
                chunk.getFrames().stream().mapToLong(VideoFrame::getDurationUs).sum(), ChronoUnit.MICROS);
    }

    private static long ageUs(StyledChunk chunk) {
        if (chunk.getFrames().isEmpty()) {
            return chunk.getFinishedAtUs() - chunk.getPublishedAtUs();
        }
        return chunk.getFinishedAtUs() - chunk.getFrames().getFirst().getCapturedAtUs();
    }

    private static Map<String, Long> outcomes(StyledChunk chunk) {
        Map<String, Long> outcomes = new LinkedHashMap<>();
        for (StyledFrame frame : chunk.getFrames()) {
            outcomes.merge(frame.getOutcome().name(), 1L, Long::sum);
        }
        for (FrameGap gap : chunk.getGaps()) {
            outcomes.merge("gap-" + gap.getCause(), gap.getCount(), Long::sum);
        }
        return outcomes;
    }

    private static Map<String, Long> stages(StyledChunk chunk) {
        Map<String, Long> stages = new LinkedHashMap<>();
        stages.put("hop", chunk.getReceivedAtUs() - chunk.getPublishedAtUs());
        stages.put("payload-decode", chunk.getPayloadDecodeUs());
        for (StyledFrame frame : chunk.getFrames()) {
            stages.merge("queue", frame.getTimings().getQueueUs(), Long::sum);
            stages.merge("encode", frame.getTimings().getEncodeUs(), Long::sum);
            stages.merge("denoise", frame.getTimings().getDenoiseUs(), Long::sum);
            stages.merge("decode", frame.getTimings().getDecodeUs(), Long::sum);
        }
        stages.put("payload-encode", chunk.getPayloadEncodeUs());
        stages.put("worker", chunk.getFinishedAtUs() - chunk.getReceivedAtUs());
        return stages;
    }
}
