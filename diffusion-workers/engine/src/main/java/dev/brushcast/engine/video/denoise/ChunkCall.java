package dev.brushcast.engine.video.denoise;

import java.util.List;
import java.util.Optional;

/**
 * What is done when a chunk comes in: passes that are run, round after round, until there are none. Owned by the thread that
 * denoises.
 */
public interface ChunkCall {

    /** The passes of the next round, which do not depend on one another; none once the call is over. */
    List<WindowPass> passes();

    /** The transformer has run them. */
    void ran();

    /** The transformer has failed to: the call is over, and the chunks in it are given up. */
    void failed();

    /** The clean latent frames that come out, this chunk's or an earlier one's; empty if none do, or not yet. */
    Optional<float[]> result();
}
