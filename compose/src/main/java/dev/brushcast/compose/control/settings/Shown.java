package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.contract.avro.DesiredStream;

/** A stream's settings as anybody may see them. */
public final class Shown {

    private Shown() {}

    /** With {@code ingest}, {@code egress} and {@code running}, and {@value Secrets#HIDDEN} for what is secret. */
    public static ObjectNode of(DesiredStream stream) {
        return (ObjectNode) Secrets.redacted(StreamSettings.of(stream).tree());
    }
}
