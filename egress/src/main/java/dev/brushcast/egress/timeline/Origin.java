package dev.brushcast.egress.timeline;

/**
 * Where a picture of the styled stream is from.
 *
 * @param generated true: a model has made it; false: it is the source's own
 * @param model name of the model's folder; empty where none made it
 * @param modelHash SHA-256 over its graphs and weights, in hexadecimal digits; empty: not known
 * @param styleRevision of the style that it was made in; 0: the default style, or none
 */
public record Origin(boolean generated, String model, String modelHash, long styleRevision) {

    /** Passed through. */
    public static final Origin SOURCE = new Origin(false, "", "", 0);
}
