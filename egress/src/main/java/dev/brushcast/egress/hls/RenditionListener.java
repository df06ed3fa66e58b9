package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;

/** Hears of each segment that a playlist names now. */
@FunctionalInterface
public interface RenditionListener {

    /** Nobody listens. */
    RenditionListener NONE = (initialisation, segment) -> {};

    void published(Initialisation initialisation, WholeSegment segment);
}
