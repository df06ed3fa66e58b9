package dev.brushcast.egress.rendition;

import dev.brushcast.egress.segment.SegmentGrid;
import dev.brushcast.egress.timeline.EpochInfo;
import java.util.List;
import java.util.function.Function;

/**
 * How pictures are encoded.
 *
 * @param grids the rule by which the segments of an epoch are cut, made anew for each
 * @param tracks in which sizes and at which rates the pictures of an epoch are encoded: the whole picture first, then smaller ones,
 *     as many for each epoch
 * @param slate what is shown while a source is away for long; closed by whoever encodes
 */
public record Encoding(
        Function<EpochInfo, SegmentGrid> grids, Function<EpochInfo, List<PictureTrack>> tracks, Slate slate) {}
