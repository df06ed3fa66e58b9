package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.DesiredStream;

/** What may be said of a stream that is to be; what its settings are worth is the affair of who runs it. */
final class StreamChecks {

    private StreamChecks() {}

    static void require(DesiredStream stream) {
        Check.range("slot", stream.getSlot(), 0, Integer.MAX_VALUE);
        Check.range("revision", stream.getRevision(), 1, Bounds.MAX_REVISION);
        Check.count("characters of ingest settings", stream.getIngest().length(), Bounds.MAX_SETTINGS_CHARS);
        Check.count("characters of egress settings", stream.getEgress().length(), Bounds.MAX_SETTINGS_CHARS);
        Check.wallUs("createdAtUs", stream.getCreatedAtUs());
        Check.wallUs("changedAtUs", stream.getChangedAtUs());
    }
}
