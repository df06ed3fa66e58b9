package dev.brushcast.contract.wire.registry;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Adds to the catalogue what the current schemas changed. A tool, run by hand: {@link #COMMAND}. */
@EnabledIfSystemProperty(named = "catalogue.append", matches = "true", disabledReason = "a tool, see its Javadoc")
final class AppendToCatalogue {

    static final String COMMAND = "mvn test -pl schemas/contract -am -Dtest=AppendToCatalogue"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcatalogue.append=true";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void appendWhatIsMissing() throws IOException {
        SchemaCatalogue catalogue = SchemaCatalogue.load();
        List<CatalogueEntry> entries = new ArrayList<>(catalogue.entries());
        for (Schema schema : CurrentSchemas.all()) {
            if (catalogue.withSchema(schema).isEmpty()) {
                int version = catalogue.versions(schema.getFullName()).size() + 1;
                entries.add(new CatalogueEntry(SchemaCatalogue.FIRST_ID + entries.size(), version, schema));
            }
        }
        write(entries, new File("src/main/resources" + SchemaCatalogue.RESOURCE));
    }

    private static void write(List<CatalogueEntry> entries, File file) throws IOException {
        ArrayNode json = JSON.createArrayNode();
        for (CatalogueEntry entry : entries) {
            json.addObject()
                    .put("id", entry.id())
                    .put("name", entry.name())
                    .put("version", entry.version())
                    .set("schema", JSON.readTree(entry.schema().toString()));
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        JSON.writer(printer).writeValue(file, json);
    }
}
