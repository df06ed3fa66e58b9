package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;

/** Hears of each segment that a playlist names now. */
@FunctionalInterface
public interface RenditionListener {

    /** Nobody listens. */
    RenditionListener NONE = (initialisation, segment) -> {};

    void published(Initialisation initialisation, MuxedSegment segment);
}
