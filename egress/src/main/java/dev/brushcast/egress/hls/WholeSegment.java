package dev.brushcast.egress.hls;

import java.util.Set;

/**
 * A segment that is whole.
 *
 * @param bytes how many
 * @param durationUs microseconds
 * @param pictures how many
 * @param named true: its playlist names it now; false: that of an earlier run stays for now, which names later ones
 * @param captions services of closed captions that its epoch has had so far, as HLS names them
 */
public record WholeSegment(int bytes, long durationUs, int pictures, boolean named, Set<String> captions) {

    public WholeSegment {
        captions = Set.copyOf(captions);
    }
}
