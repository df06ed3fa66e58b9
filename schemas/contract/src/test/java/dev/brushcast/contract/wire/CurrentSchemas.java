package dev.brushcast.contract.wire;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas that this version writes, as they belong into the catalogue. */
final class CurrentSchemas {

    private CurrentSchemas() {}

    static List<Schema> all() {
        return Topics.all().stream()
                .map(TopicDefinition::valueType)
                .filter(SpecificRecord.class::isAssignableFrom)
                .map(SpecificData.get()::getSchema)
                .map(SchemaText::withoutJavaProperties)
                .toList();
    }
}
