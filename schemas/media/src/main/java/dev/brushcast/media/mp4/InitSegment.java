package dev.brushcast.media.mp4;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The initialisation segment: what tracks there are, without a sample. */
public final class InitSegment {

    private static final int MOVIE_TIMESCALE = 1000;
    private static final int[] IDENTITY = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};
    private static final int UNDETERMINED_LANGUAGE = 0x55C4; // "und", three letters of five bits

    private InitSegment() {}

    private static final int UTF8_TEXT = 1;
    private static final byte[] COMMENT = {(byte) 0xA9, 'c', 'm', 't'};

    /**
     * Writes {@code ftyp} and {@code moov}.
     *
     * @param comment what is said about the file, where players and tools look for it; empty: nothing
     */
    public static byte[] write(List<Mp4Track> tracks, String comment) {
        BoxWriter out = new BoxWriter();
        out.begin("ftyp")
                .ascii("iso6")
                .u32(0)
                .ascii("iso6")
                .ascii("cmfc")
                .ascii("mp41")
                .end();
        out.begin("moov");
        movieHeader(out, tracks.size() + 1);
        for (Mp4Track track : tracks) {
            track(out, track);
        }
        out.begin("mvex");
        for (Mp4Track track : tracks) {
            out.beginFull("trex", 0, 0).u32(track.id()).u32(1).zeros(12).end();
        }
        out.end();
        if (!comment.isEmpty()) {
            comment(out, comment);
        }
        return out.end().toByteArray();
    }

    /** As iTunes writes it, which most read. */
    private static void comment(BoxWriter out, String comment) {
        out.begin("udta").beginFull("meta", 0, 0);
        out.beginFull("hdlr", 0, 0).u32(0).ascii("mdirappl").zeros(9).end();
        out.begin("ilst").begin(COMMENT);
        out.begin("data").u32(UTF8_TEXT).u32(0);
        out.put(comment.getBytes(StandardCharsets.UTF_8)).end();
        out.end().end().end().end();
    }

    private static void movieHeader(BoxWriter out, int nextTrack) {
        out.beginFull("mvhd", 0, 0).zeros(8).u32(MOVIE_TIMESCALE).u32(0);
        out.u32(0x10000).u16(0x100).zeros(10);
        matrix(out);
        out.zeros(24).u32(nextTrack).end();
    }

    private static void track(BoxWriter out, Mp4Track track) {
        boolean audio = track.kind() == Mp4Track.Kind.AUDIO;
        out.begin("trak");
        out.beginFull("tkhd", 0, 3).zeros(8).u32(track.id()).zeros(8); // enabled and in the movie
        out.zeros(8).u16(0).u16(audio ? 1 : 0).u16(audio ? 0x100 : 0).u16(0);
        matrix(out);
        out.u32((long) track.width() << 16).u32((long) track.height() << 16).end();
        if (track.leadIn() > 0) {
            out.begin("edts").beginFull("elst", 1, 0).u32(1);
            out.u64(0).u64(track.leadIn()).u16(1).u16(0).end().end();
        }
        out.begin("mdia");
        out.beginFull("mdhd", 0, 0).zeros(8).u32(track.timescale()).u32(0);
        out.u16(UNDETERMINED_LANGUAGE).u16(0).end();
        out.beginFull("hdlr", 0, 0).u32(0).ascii(track.kind().handler()).zeros(12);
        out.ascii(audio ? "sound" : "picture").u8(0).end();
        mediaInformation(out, track, audio);
        out.end().end();
    }

    private static void mediaInformation(BoxWriter out, Mp4Track track, boolean audio) {
        out.begin("minf");
        if (audio) {
            out.beginFull("smhd", 0, 0).zeros(4).end();
        } else {
            out.beginFull("vmhd", 0, 1).zeros(8).end();
        }
        out.begin("dinf")
                .beginFull("dref", 0, 0)
                .u32(1)
                .beginFull("url ", 0, 1)
                .end()
                .end()
                .end();
        out.begin("stbl").put(track.sampleDescription());
        for (String empty : List.of("stts", "stsc", "stco")) {
            out.beginFull(empty, 0, 0).u32(0).end();
        }
        out.beginFull("stsz", 0, 0).zeros(8).end();
        out.end().end();
    }

    private static void matrix(BoxWriter out) {
        for (int value : IDENTITY) {
            out.u32(value);
        }
    }
}
