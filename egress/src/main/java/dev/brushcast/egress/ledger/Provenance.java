package dev.brushcast.egress.ledger;

/**
 * Who rendered the newest chunk.
 *
 * @param model name of the model folder; empty before the first chunk
 * @param modelHash SHA-256 over its graphs and weights, in hexadecimal digits; empty: not known
 * @param device cpu, cuda:0, ...
 * @param styleRevision of its last frame; 0: the default style
 * @param live true: the source goes on as the world does
 */
public record Provenance(String model, String modelHash, String device, long styleRevision, boolean live) {

    private static final int SHORT = 12;

    /** Before the first chunk. */
    public static final Provenance NONE = new Provenance("", "", "", 0, false);

    /** Enough of the hash to tell models apart by eye; empty: not known. */
    public String shortHash() {
        return modelHash.substring(0, Math.min(SHORT, modelHash.length()));
    }
}
