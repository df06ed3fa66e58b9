package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamHealth;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Running totals of an epoch. */
final class HealthTotals {

    private HealthTotals() {}

    /**
     * The totals with one more chunk. Another epoch starts from nothing.
     *
     * @param before the totals so far, null if there are none
     */
    static StreamHealth add(@Nullable StreamHealth before, ChunkTiming chunk) {
        if (before == null || before.getEpoch() != chunk.getEpoch()) {
            return add(startOf(chunk), chunk);
        }
        long chunks = before.getChunks() + 1;
        return StreamHealth.newBuilder(before)
                .setUpdatedAtUs(chunk.getFinishedAtUs())
                .setChunks(chunks)
                .setMediaUs(before.getMediaUs() + chunk.getMediaUs())
                .setOutcomes(sum(before.getOutcomes(), chunk.getOutcomes()))
                .setStagesUs(sum(before.getStagesUs(), chunk.getStagesUs()))
                .setMeanAgeUs((before.getMeanAgeUs() * before.getChunks() + chunk.getAgeUs()) / chunks)
                .setMaxAgeUs(Math.max(before.getMaxAgeUs(), chunk.getAgeUs()))
                .build();
    }

    private static StreamHealth startOf(ChunkTiming chunk) {
        return StreamHealth.newBuilder()
                .setStreamId(chunk.getStreamId())
                .setEpoch(chunk.getEpoch())
                .setUpdatedAtUs(chunk.getFinishedAtUs())
                .setChunks(0)
                .setMediaUs(0)
                .setOutcomes(Map.of())
                .setStagesUs(Map.of())
                .setMeanAgeUs(0)
                .setMaxAgeUs(0)
                .build();
    }

    private static Map<String, Long> sum(Map<String, Long> totals, Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(totals);
        more.forEach((name, value) -> sum.merge(name, value, Long::sum));
        return sum;
    }
}
