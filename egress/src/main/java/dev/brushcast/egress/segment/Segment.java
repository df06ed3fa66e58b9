package dev.brushcast.egress.segment;

import dev.brushcast.media.ffmpeg.output.MediaPacket;
import java.util.List;

/**
 * Pictures and sound of one segment, in 1/90000 s.
 *
 * @param index in its epoch, from 0
 * @param start presentation time of the first picture
 * @param end start of the next segment; of the last one: where its picture and sound end
 * @param pictures with durations, the first one a key
 * @param sound in the sound's own time base; may be empty
 */
public record Segment(long index, long start, long end, List<MediaPacket> pictures, List<MediaPacket> sound) {

    public Segment {
        pictures = List.copyOf(pictures);
        sound = List.copyOf(sound);
    }

    /** In 1/90000 s. */
    public long duration() {
        return end - start;
    }
}
