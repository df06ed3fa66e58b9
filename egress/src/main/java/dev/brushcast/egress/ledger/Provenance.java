package dev.brushcast.egress.ledger;

/**
 * Who rendered the newest chunk.
 *
 * @param model name of the model folder; empty before the first chunk
 * @param device cpu, cuda:0, ...
 * @param styleRevision of its last frame; 0: the default style
 * @param live true: the source goes on as the world does
 */
public record Provenance(String model, String device, long styleRevision, boolean live) {

    /** Before the first chunk. */
    public static final Provenance NONE = new Provenance("", "", 0, false);
}
