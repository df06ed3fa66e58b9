package dev.brushcast.contract.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** A Confluent-compatible schema registry. What it once said about a schema never changes, so it is asked once. */
final class HttpSchemaRegistry implements SchemaRegistryClient {

    private record Registration(String subject, Schema schema) {}

    private final RegistryHttp http;
    private final boolean autoRegister;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    HttpSchemaRegistry(RegistrySettings settings) {
        this.http = new RegistryHttp(settings);
        this.autoRegister = settings.autoRegister();
    }

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(new Registration(subject, schema), this::askId);
    }

    private int askId(Registration asked) {
        String subject = "/subjects/" + URLEncoder.encode(asked.subject(), StandardCharsets.UTF_8);
        JsonNode body = JsonNodeFactory.instance
                .objectNode()
                .put("schema", asked.schema().toString());
        RegistryHttp.Answer answer = http.post(autoRegister ? subject + "/versions" : subject, body);
        return switch (answer.status()) {
            case 200 -> answer.required("id").intValue();
            case 404 ->
                throw answer.refusal("has no such schema of " + asked.schema().getFullName() + " under "
                        + asked.subject() + ", and auto.register.schemas is false");
            case 409 ->
                throw answer.refusal(
                        "takes no schema under " + asked.subject() + " that readers of the one before could not read");
            default -> throw answer.refusal("does not register a schema under " + asked.subject());
        };
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, this::askSchema);
    }

    private Schema askSchema(int id) {
        RegistryHttp.Answer answer = http.get("/schemas/ids/" + id);
        return switch (answer.status()) {
            case 200 -> parse(id, answer);
            case 404 -> throw new NoSuchSchemaException(id, "is not known to the schema registry at " + answer.node());
            default -> throw answer.refusal("does not give schema " + id);
        };
    }

    private static Schema parse(int id, RegistryHttp.Answer answer) {
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new NoSuchSchemaException(id, "is one of type " + type + ", not Avro");
        }
        try {
            return SchemaText.parse(answer.required("schema").textValue());
        } catch (SchemaParseException e) {
            throw new SchemaRegistryException(
                    "The schema registry at " + answer.node() + " gave a schema " + id + " that is none", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
