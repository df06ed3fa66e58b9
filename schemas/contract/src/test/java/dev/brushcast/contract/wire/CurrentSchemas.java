package dev.brushcast.contract.wire;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas that this version writes, as they belong into the catalogue. */
final class CurrentSchemas {

    private CurrentSchemas() {}

    static List<Schema> all() {
        return RandomRecords.types().stream().map(CurrentSchemas::of).toList();
    }

    static Schema of(Class<? extends SpecificRecord> type) {
        return SchemaText.withoutJavaProperties(SpecificData.get().getSchema(type));
    }
}
