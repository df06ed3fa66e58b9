package dev.brushcast.egress.timeline;

/**
 * When a frame was where, wall clock in microseconds since 1970; and how long its stages took, microseconds.
 *
 * @param capturedAtUs ingest had it
 * @param publishedAtUs ingest published its chunk
 * @param receivedAtUs a worker began with its chunk
 * @param finishedAtUs the worker was done with its chunk
 * @param queueUs in the engine's queue
 * @param encodeUs picture to latent
 * @param denoiseUs in denoising
 * @param decodeUs latent to picture
 * @param payloadUs unpacking and packing the pictures of its chunk
 * @param styleRevision the style that held; 0: the default
 */
public record Journey(
        long capturedAtUs,
        long publishedAtUs,
        long receivedAtUs,
        long finishedAtUs,
        long queueUs,
        long encodeUs,
        long denoiseUs,
        long decodeUs,
        long payloadUs,
        long styleRevision) {

    /** Of a frame that no chunk carried. */
    public static final Journey UNKNOWN = new Journey(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
