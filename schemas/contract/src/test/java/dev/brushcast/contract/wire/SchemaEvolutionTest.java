package dev.brushcast.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.wire.registry.CatalogueEntry;
import dev.brushcast.contract.wire.registry.SchemaCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings outlive versions: what was written once stays readable, and the version before still reads the new. */
final class SchemaEvolutionTest {

    private static final SchemaCatalogue CATALOGUE = SchemaCatalogue.load();

    static List<Class<? extends SpecificRecord>> types() {
        return RandomRecords.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theNewestSchemaReadsAllBeforeItAndTheOneBeforeReadsTheNewest(Class<? extends SpecificRecord> type) {
        List<Schema> versions = CATALOGUE.versions(type.getName()).stream()
                .map(CatalogueEntry::schema)
                .toList();
        assertThat(breaks(versions)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    <V extends SpecificRecord> void recordsOfEveryVersionAreReadAsTheCurrentType(Class<V> type) throws IOException {
        Deserializer<V> deserializer = AvroSerdes.builtIn().value(type).deserializer();
        for (CatalogueEntry version : CATALOGUE.versions(type.getName())) {
            Object written =
                    RandomRecords.generic(version.schema(), 1).findFirst().orElseThrow();
            V read = deserializer.deserialize("t", value(version, written));
            assertThat(read.getSchema()).isEqualTo(SpecificData.get().getSchema(type));
        }
    }

    @Test
    void theCheckFindsAChangeThatOldRecordsDoNotSurvive() {
        Schema before = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        Schema newFieldWithoutDefault = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .requiredLong("b")
                .endRecord();
        Schema otherType =
                SchemaBuilder.record("R").fields().requiredString("a").endRecord();

        assertThat(breaks(List.of(before, newFieldWithoutDefault)))
                .singleElement()
                .asString()
                .startsWith("version 2 does not read version 1");
        assertThat(breaks(List.of(before, otherType))).hasSize(2);
    }

    @Test
    void theCheckFindsAChangeThatOldReadersDoNotSurvive() {
        Schema before = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .requiredLong("b")
                .endRecord();
        Schema fieldGone = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();

        assertThat(breaks(List.of(before, fieldGone)))
                .singleElement()
                .asString()
                .startsWith("version 1 does not read version 2");
    }

    @Test
    void theCheckFindsABreakWithAVersionBeforeTheLast() {
        Schema first = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .requiredLong("b")
                .endRecord();
        Schema second = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        Schema third = SchemaBuilder.record("R")
                .fields()
                .requiredLong("a")
                .optionalString("b")
                .endRecord();

        assertThat(breaks(List.of(first, second, third)))
                .singleElement()
                .asString()
                .startsWith("version 3 does not read version 1");
    }

    private static List<String> breaks(List<Schema> versions) {
        return CompatibilityCheck.breaks(versions);
    }

    private static byte[] value(CatalogueEntry version, Object written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(WireFormat.header(version.id()));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(version.schema()).write(written, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
