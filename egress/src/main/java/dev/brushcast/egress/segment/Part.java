package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.List;

/**
 * Pictures and audio of one part of a segment, in 1/90000 s. A segment is its parts, one after the other.
 *
 * @param segment index of its segment in the epoch: the number of its cell of the grid
 * @param number in its segment, from 0; the first one begins with a key picture
 * @param last true: the segment ends with it
 * @param start presentation time of the first picture
 * @param end start of the next part; of an epoch's last one: where its pictures end
 * @param pictures with durations
 * @param audio for each track its packets, in its own time base
 */
public record Part(
        long segment,
        int number,
        boolean last,
        long start,
        long end,
        List<MediaPacket> pictures,
        List<List<MediaPacket>> audio) {

    public Part {
        pictures = List.copyOf(pictures);
        audio = List.copyOf(audio);
    }

    /** In 1/90000 s. */
    public long duration() {
        return end - start;
    }
}
