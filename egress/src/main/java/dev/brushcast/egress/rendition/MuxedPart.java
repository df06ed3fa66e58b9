package dev.brushcast.egress.rendition;

import dev.brushcast.egress.playlist.DateRange;
import java.util.List;
import java.util.Set;

/**
 * A finished part of a segment, which is all there is of most: only live streams are cut into several. The bytes of a segment are
 * those of its parts.
 *
 * @param segment index of its segment in the epoch: the number of its cell of the grid
 * @param number in its segment, from 0
 * @param key true: decoding can begin with it, as with the first one of a segment
 * @param last true: the segment ends with it
 * @param bytes as players get it
 * @param startUs presentation time of its first picture in the epoch, microseconds, also where it holds audio alone
 * @param durationUs until the next part, microseconds
 * @param pictures how many
 * @param ranges what has become known of date ranges by its end, each said once
 * @param captions services of closed captions that its epoch has had so far, as HLS names them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record MuxedPart(
        long segment,
        int number,
        boolean key,
        boolean last,
        byte[] bytes,
        long startUs,
        long durationUs,
        int pictures,
        List<DateRange> ranges,
        Set<String> captions) {

    public MuxedPart {
        ranges = List.copyOf(ranges);
        captions = Set.copyOf(captions);
    }

    /** A segment of one part. */
    public static MuxedPart whole(long segment, byte[] bytes, long startUs, long durationUs, int pictures) {
        return new MuxedPart(segment, 0, true, true, bytes, startUs, durationUs, pictures, List.of(), Set.of());
    }
}
