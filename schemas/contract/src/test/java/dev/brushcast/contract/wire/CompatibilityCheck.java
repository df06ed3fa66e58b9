package dev.brushcast.contract.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Whether the newest version of a schema gets on with those before it. */
final class CompatibilityCheck {

    private CompatibilityCheck() {}

    /**
     * What does not work: the newest must read all before it, and the last before it must read the newest.
     *
     * @param versions oldest first
     */
    static List<String> breaks(List<Schema> versions) {
        List<String> breaks = new ArrayList<>();
        int newest = versions.size() - 1;
        for (int before = 0; before < newest; before++) {
            breaks.addAll(breaks(versions, newest, before));
        }
        if (newest > 0) {
            breaks.addAll(breaks(versions, newest - 1, newest));
        }
        return breaks;
    }

    private static List<String> breaks(List<Schema> versions, int reader, int writer) {
        SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(
                        versions.get(reader), versions.get(writer))
                .getResult();
        if (result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        String where = result.getIncompatibilities().stream()
                .map(Incompatibility::toString)
                .collect(Collectors.joining(", "));
        return List.of("version " + (reader + 1) + " does not read version " + (writer + 1) + ": " + where);
    }
}
