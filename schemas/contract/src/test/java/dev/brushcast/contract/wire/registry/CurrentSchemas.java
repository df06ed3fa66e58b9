package dev.brushcast.contract.wire.registry;

import dev.brushcast.contract.wire.RandomRecords;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas that this version writes, as they belong into the catalogue. */
public final class CurrentSchemas {

    private CurrentSchemas() {}

    public static List<Schema> all() {
        return RandomRecords.types().stream().map(CurrentSchemas::of).toList();
    }

    public static Schema of(Class<? extends SpecificRecord> type) {
        return SchemaText.withoutJavaProperties(SpecificData.get().getSchema(type));
    }
}
