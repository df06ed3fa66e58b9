package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;

/** Hears of each segment of a rendition, in order. */
@FunctionalInterface
public interface RenditionListener {

    /** Nobody listens. */
    RenditionListener NONE = (initialisation, segment) -> {};

    void published(Initialisation initialisation, WholeSegment segment);
}
