package dev.brushcast.egress.hls;

import java.util.Set;

/**
 * A segment that a playlist names now.
 *
 * @param bytes how many
 * @param durationUs microseconds
 * @param pictures how many
 * @param captions services of closed captions that its epoch has had so far, as HLS names them
 */
public record WholeSegment(int bytes, long durationUs, int pictures, Set<String> captions) {

    public WholeSegment {
        captions = Set.copyOf(captions);
    }
}
