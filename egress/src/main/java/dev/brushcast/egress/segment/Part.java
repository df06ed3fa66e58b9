package dev.brushcast.egress.segment;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.media.MediaPacket;
import java.util.List;

/**
 * Pictures and audio of one part of a segment, in 1/90000 s. A segment is its parts, one after the other.
 *
 * @param segment index of its segment in the epoch: the number of its cell of the grid
 * @param number in its segment, from 0
 * @param key true: it begins with a key picture, as the first one of a segment always does
 * @param last true: the segment ends with it
 * @param start presentation time of the first picture
 * @param end start of the next part; of an epoch's last one: where its pictures end
 * @param pictures for each track of them its packets, with durations; as many in each, at the same times
 * @param audio for each track its packets, in its own time base
 * @param ranges what has become known of date ranges by its end, each said once
 */
public record Part(
        long segment,
        int number,
        boolean key,
        boolean last,
        long start,
        long end,
        List<List<MediaPacket>> pictures,
        List<List<MediaPacket>> audio,
        List<DateRange> ranges) {

    public Part {
        pictures = List.copyOf(pictures);
        audio = List.copyOf(audio);
        ranges = List.copyOf(ranges);
    }

    /** In 1/90000 s. */
    public long duration() {
        return end - start;
    }
}
