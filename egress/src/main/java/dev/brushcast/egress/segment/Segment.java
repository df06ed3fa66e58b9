package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.List;

/**
 * Pictures and audio of one segment, in 1/90000 s.
 *
 * @param index in its epoch: the number of its cell of the grid
 * @param start presentation time of the first picture
 * @param end start of the next segment; of the last one: where its pictures end
 * @param pictures with durations, the first one a key
 * @param audio for each track its packets, in its own time base
 */
public record Segment(long index, long start, long end, List<MediaPacket> pictures, List<List<MediaPacket>> audio) {

    public Segment {
        pictures = List.copyOf(pictures);
        audio = List.copyOf(audio);
    }

    /** In 1/90000 s. */
    public long duration() {
        return end - start;
    }
}
