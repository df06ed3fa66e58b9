package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.RateLimit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How pictures are encoded.
 *
 * @param grids makes the rule by which segments are cut, new for each epoch
 * @param rates the most that the pictures of an epoch may need
 */
public record Encoding(Supplier<SegmentGrid> grids, Function<EpochInfo, RateLimit> rates) {}
