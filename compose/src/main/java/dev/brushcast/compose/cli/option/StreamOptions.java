package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.StreamAddress;
import picocli.CommandLine.Option;

/** Which stream a service works on. */
public final class StreamOptions {

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The stream's name, key of all its records. Default: ${DEFAULT-VALUE}.")
    String id = "main";

    @Option(
            names = "--slot",
            paramLabel = "N",
            description = "The stream's partition; two running streams never share one. Default: ${DEFAULT-VALUE}.")
    int slot;

    /**
     * Where everything about the stream goes.
     *
     * @throws dev.brushcast.contract.InvalidStreamAddressException if there can be no such stream or slot
     */
    public StreamAddress address() {
        return new StreamAddress(id, slot);
    }

    /** The stream's name. */
    public String id() {
        return id;
    }

    /** The stream's partition. */
    public int slot() {
        return slot;
    }
}
