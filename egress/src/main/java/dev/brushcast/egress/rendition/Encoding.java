package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.RateLimit;
import java.util.function.Function;

/**
 * How pictures are encoded.
 *
 * @param grids the rule by which the segments of an epoch are cut, made anew for each
 * @param rates the most that the pictures of an epoch may need
 * @param slate what is shown while a source is away for long; closed by whoever encodes
 */
public record Encoding(Function<EpochInfo, SegmentGrid> grids, Function<EpochInfo, RateLimit> rates, Slate slate) {}
