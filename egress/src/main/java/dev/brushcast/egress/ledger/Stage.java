package dev.brushcast.egress.ledger;

/** The stretches of a frame's way from capture to where it can be played, and what happens inside the worker's. */
public enum Stage {
    /** Captured to playable: the sum of ingest, toWorker, worker, toEgress, encode and segment. */
    END_TO_END("endToEnd"),
    /** Captured to published: waiting for its chunk to fill, packing. */
    INGEST("ingest"),
    /** Published to taken up by a worker. */
    TO_WORKER("toWorker"),
    /** In the worker, all of its chunk. */
    WORKER("worker"),
    /** In the engine's queue. */
    QUEUE("queue"),
    /** Picture to latent. */
    LATENT_ENCODE("latentEncode"),
    /** Denoising. */
    DENOISE("denoise"),
    /** Latent to picture. */
    LATENT_DECODE("latentDecode"),
    /** Unpacking and packing its chunk's pictures in the worker. */
    PAYLOAD("payload"),
    /** Done in the worker to seen by the egress. */
    TO_EGRESS("toEgress"),
    /** Unpacking and H.264. */
    ENCODE("encode"),
    /** Encoded to playable: waiting for its segment to fill, for its sound, writing. */
    SEGMENT("segment");

    private final String key;

    Stage(String key) {
        this.key = key;
    }

    /** The name in reports and metrics. */
    public String key() {
        return key;
    }
}
