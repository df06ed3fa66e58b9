package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.settings.Shown;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of streams, as JSON for callers: times in ISO 8601, nothing secret. */
final class Papers {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Outcomes of frames that have a picture of their own. */
    private static final List<String> PICTURES = List.of("STYLED", "PASSTHROUGH");

    private static final double MICROS = 1e6;

    private Papers() {}

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    static ObjectNode of(DesiredStream stream) {
        ObjectNode paper = JSON.createObjectNode()
                .put("id", stream.getStreamId())
                .put("slot", stream.getSlot())
                .put("revision", stream.getRevision())
                .put("running", stream.getRunning())
                .put("createdAt", time(stream.getCreatedAtUs()))
                .put("changedAt", time(stream.getChangedAtUs()));
        ObjectNode shown = Shown.of(stream);
        paper.set("ingest", shown.get("ingest"));
        paper.set("egress", shown.get("egress"));
        return paper;
    }

    /** @param key that was made for its publishers, which is said once; null: none was */
    static ObjectNode of(DesiredStream stream, @Nullable String key) {
        ObjectNode paper = of(stream);
        return key == null ? paper : paper.put("publishKey", key);
    }

    static ObjectNode of(EpochStart start) {
        return JSON.createObjectNode()
                .put("epoch", start.getEpoch())
                .put("source", start.getSource())
                .put("width", start.getWidth())
                .put("height", start.getHeight())
                .put("live", start.getLive())
                .put("startedAt", time(start.getStartedAtUs()));
    }

    /** Rates are over the whole epoch: its frames by its length in media time. */
    static ObjectNode of(StreamHealth health) {
        Map<String, Long> outcomes = health.getOutcomes();
        double seconds = health.getMediaUs() / MICROS;
        long in = outcomes.values().stream().mapToLong(Long::longValue).sum();
        long out = PICTURES.stream()
                .mapToLong(name -> outcomes.getOrDefault(name, 0L))
                .sum();
        ObjectNode paper = JSON.createObjectNode()
                .put("epoch", health.getEpoch())
                .put("updatedAt", time(health.getUpdatedAtUs()))
                .put("chunks", health.getChunks())
                .put("mediaSeconds", seconds)
                .put("framesPerSecond", seconds > 0 ? in / seconds : 0)
                .put("picturesPerSecond", seconds > 0 ? out / seconds : 0)
                .put("meanAgeMs", health.getMeanAgeUs() / 1_000)
                .put("maxAgeMs", health.getMaxAgeUs() / 1_000);
        paper.set("outcomes", JSON.valueToTree(outcomes));
        return paper;
    }

    static String time(long us) {
        return Instant.EPOCH.plusNanos(us * 1_000).toString();
    }
}
