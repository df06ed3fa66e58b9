package dev.brushcast.contract.wire;

import static java.util.stream.Collectors.toMap;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Records with every field filled, the same in every run. */
public final class RandomRecords {

    private static final int SEED = 7;

    private RandomRecords() {}

    /** The types of all records of the contract. */
    public static List<Class<? extends SpecificRecord>> types() {
        return Topics.UNPREFIXED.all().stream()
                .map(TopicDefinition::valueType)
                .filter(SpecificRecord.class::isAssignableFrom)
                .<Class<? extends SpecificRecord>>map(type -> type.asSubclass(SpecificRecord.class))
                .toList();
    }

    static <V extends SpecificRecord> Stream<V> of(Class<V> type, int count) {
        return random(SpecificData.get(), SpecificData.get().getSchema(type), count)
                .map(type::cast);
    }

    static Stream<Object> generic(Schema schema, int count) {
        return random(GenericData.get(), schema, count);
    }

    private static Stream<Object> random(GenericData model, Schema schema, int count) {
        return StreamSupport.stream(new RandomData(model, schema, count, SEED).spliterator(), false);
    }

    /**
     * Records whose maps have one entry at most: Avro does not order a map's entries, so that only these have the same bytes
     * wherever they are written.
     */
    static <V extends SpecificRecord> Stream<V> ofOneEncoding(Class<V> type, int count) {
        return of(type, count).peek(RandomRecords::shortenMaps);
    }

    private static void shortenMaps(SpecificRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (record.get(field.pos()) instanceof Map<?, ?> map) {
                record.put(
                        field.pos(), map.entrySet().stream().limit(1).collect(toMap(Entry::getKey, Entry::getValue)));
            }
        }
    }
}
