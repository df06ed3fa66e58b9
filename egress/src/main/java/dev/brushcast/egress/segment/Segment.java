package dev.brushcast.egress.segment;

import dev.brushcast.media.MediaPacket;
import java.util.List;

/**
 * Pictures and sound of one segment, in 1/90000 s.
 *
 * @param index in its epoch, from 0
 * @param start presentation time of the first picture
 * @param end start of the next segment; of the last one: where its picture and sound end
 * @param pictures with durations, the first one a key
 * @param audio in the sound's own time base; may be empty
 */
public record Segment(long index, long start, long end, List<MediaPacket> pictures, List<MediaPacket> audio) {

    public Segment {
        pictures = List.copyOf(pictures);
        audio = List.copyOf(audio);
    }

    /** In 1/90000 s. */
    public long duration() {
        return end - start;
    }
}
