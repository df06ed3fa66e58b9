package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.kit.config.SettingsError.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What may be said of a stream once there is one.
 *
 * @param ingest settings of its ingest, whole, secrets among them
 * @param egress settings of its egress, whole, secrets among them
 * @param running false: it is known and stands still
 */
public record StreamSettings(ObjectNode ingest, ObjectNode egress, boolean running) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KEYS = Set.of("ingest", "egress", "running");

    /** Those of a stream that is there. */
    public static StreamSettings of(DesiredStream stream) {
        return new StreamSettings(object(stream.getIngest()), object(stream.getEgress()), stream.getRunning());
    }

    private static ObjectNode object(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode(); // written by something else: there is nothing of it to show
        }
    }

    /**
     * Reads the body of a request; what is left out is empty, and running.
     *
     * @param also keys that the body may have beside
     * @throws InvalidStreamException if it is none
     */
    public static StreamSettings read(ObjectNode body, Set<String> also) {
        List<Problem> problems = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name) && !also.contains(name)) {
                problems.add(new Problem(name, "there is no such setting"));
            }
        });
        JsonNode running = body.path("running");
        if (!running.isMissingNode() && !running.isBoolean()) {
            problems.add(new Problem("running", "this is not true or false"));
        }
        ObjectNode ingest = section(body, "ingest", problems);
        ObjectNode egress = section(body, "egress", problems);
        if (!problems.isEmpty()) {
            throw new InvalidStreamException(problems);
        }
        return new StreamSettings(ingest, egress, running.asBoolean(true));
    }

    private static ObjectNode section(ObjectNode body, String name, List<Problem> problems) {
        JsonNode section = body.path(name);
        if (section instanceof ObjectNode object) {
            return object;
        }
        if (!section.isMissingNode()) {
            problems.add(new Problem(name, "this is not a section of settings"));
        }
        return body.objectNode();
    }

    /** With what is stored in place of what was hidden of it. */
    public StreamSettings restored(StreamSettings stored) {
        return new StreamSettings(
                (ObjectNode) Secrets.restored(ingest, stored.ingest),
                (ObjectNode) Secrets.restored(egress, stored.egress),
                running);
    }

    /** As a body would say them, secrets among them. */
    public ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode();
        tree.set("ingest", ingest.deepCopy());
        tree.set("egress", egress.deepCopy());
        return tree.put("running", running);
    }

    public StreamSettings withRunning(boolean newRunning) {
        return new StreamSettings(ingest, egress, newRunning);
    }

    public StreamSettings withEgress(ObjectNode newEgress) {
        return new StreamSettings(ingest, newEgress, running);
    }

    /** A stream of these settings, not numbered and without a slot yet. */
    public DesiredStream stream(String id) {
        return DesiredStream.newBuilder()
                .setStreamId(id)
                .setSlot(0)
                .setRevision(1)
                .setRunning(running)
                .setIngest(ingest.toString())
                .setEgress(egress.toString())
                .setCreatedAtUs(0)
                .setChangedAtUs(0)
                .build();
    }

    /** Without the settings, which may have secrets in them. */
    @Override
    public String toString() {
        return "StreamSettings[" + Secrets.redacted(tree()) + "]";
    }
}
