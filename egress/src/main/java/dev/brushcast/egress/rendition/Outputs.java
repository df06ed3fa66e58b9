package dev.brushcast.egress.rendition;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the segments of a rendition go, by the tracks in them. Those of one index begin and end together. Within a segment audio is
 * handed over first, so that pictures are never named before their audio, and the smallest pictures before larger ones, so that
 * who has heard of the whole picture's has heard of all.
 *
 * @param pictures pictures alone, in each track: the whole picture first
 * @param audio audio that browsers play; {@link PartSink#NONE} where the rendition has no audio
 * @param untouched audio in the source's own codec, where they do not play it
 * @param programme the whole picture and audio in one file, audio as the source has it
 */
public record Outputs(List<PartSink> pictures, PartSink audio, PartSink untouched, PartSink programme) {

    /** Keeps nothing, but is somewhere: there is audio. */
    private static final PartSink UNKEPT = new Sinks(List.of());

    public Outputs {
        pictures = List.copyOf(pictures);
    }

    /** Pictures in one track and nothing else. */
    public static Outputs silent(PartSink pictures) {
        return new Outputs(List.of(pictures), PartSink.NONE, PartSink.NONE, PartSink.NONE);
    }

    /** Pictures and audio in one file and nothing else. */
    public static Outputs programme(PartSink programme) {
        return new Outputs(List.of(PartSink.NONE), UNKEPT, PartSink.NONE, programme);
    }

    /** True where the rendition has audio. */
    boolean withAudio() {
        return !(audio instanceof PartSink.Nowhere);
    }

    /** All of them as one, for what concerns all: the end of an epoch, of the stream, of their use. */
    PartSink all() {
        return new Sinks(Stream.of(List.of(audio, untouched), pictures.reversed(), List.of(programme))
                .flatMap(List::stream)
                .toList());
    }
}
