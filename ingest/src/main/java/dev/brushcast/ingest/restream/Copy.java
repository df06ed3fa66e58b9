package dev.brushcast.ingest.restream;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * A record that is another one but for a few fields. Field by field rather than by a builder, which would copy the pictures
 * too; and not by a list of fields, which would leave out those that the schema gets later.
 */
final class Copy<R extends SpecificRecordBase> {

    private final R record;

    /**
     * The same values, so far.
     *
     * @param empty a new record
     */
    Copy(R from, R empty) {
        List<Schema.Field> fields = from.getSchema().getFields();
        for (Schema.Field field : fields) {
            empty.put(field.pos(), from.get(field.pos()));
        }
        this.record = empty;
    }

    /** With another value of a field. */
    Copy<R> with(String field, @Nullable Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return this;
    }

    R done() {
        return record;
    }
}
