package dev.brushcast.contract.wire.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** A schema as other languages should see it: without what Avro's compiler adds for Java. */
public final class SchemaText {

    private static final String JAVA_STRING = "avro.java.string";

    private SchemaText() {}

    /** The schema without the property that says which Java class holds a string. */
    public static Schema withoutJavaProperties(Schema schema) {
        return parse(strip(tree(schema.toString())).toString());
    }

    static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static JsonNode strip(JsonNode node) {
        return switch (node) {
            case ObjectNode object when object.has(JAVA_STRING) && object.size() == 2 -> object.get("type");
            case ObjectNode object -> stripFields(object);
            case ArrayNode array -> {
                ArrayNode stripped = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> stripped.add(strip(item)));
                yield stripped;
            }
            default -> node;
        };
    }

    private static ObjectNode stripFields(ObjectNode object) {
        ObjectNode stripped = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (!field.getKey().equals(JAVA_STRING)) {
                stripped.set(field.getKey(), strip(field.getValue()));
            }
        });
        return stripped;
    }
}
