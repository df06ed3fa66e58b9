package dev.brushcast.egress.rendition;

import java.util.List;

/**
 * Where the segments of a rendition go, by the tracks in them. Those of one index begin and end together. Within a segment audio is
 * handed over first, so that pictures are never named before their audio.
 *
 * @param pictures pictures alone
 * @param audio audio that browsers play; {@link PartSink#NONE} where the rendition has no audio
 * @param untouched audio in the source's own codec, where they do not play it
 * @param programme pictures and audio in one file, audio as the source has it
 */
public record Outputs(PartSink pictures, PartSink audio, PartSink untouched, PartSink programme) {

    /** Pictures and nothing else. */
    public static Outputs silent(PartSink pictures) {
        return new Outputs(pictures, PartSink.NONE, PartSink.NONE, PartSink.NONE);
    }

    /** True where the rendition has audio. */
    boolean withAudio() {
        return !(audio instanceof PartSink.Nowhere);
    }

    /** All of them as one, for what concerns all: the end of an epoch, of the stream, of their use. */
    PartSink all() {
        return new Sinks(List.of(audio, untouched, pictures, programme));
    }
}
