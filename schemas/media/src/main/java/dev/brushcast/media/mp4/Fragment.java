package dev.brushcast.media.mp4;

import java.util.List;

/** One media segment: {@code styp}, one {@code moof} with one {@code traf} per track, one {@code mdat}. */
public final class Fragment {

    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int DATA_OFFSET = 0x1;
    private static final int SAMPLE_DURATION = 0x100;
    private static final int SAMPLE_SIZE = 0x200;
    private static final int SAMPLE_FLAGS = 0x400;
    private static final long SYNC_SAMPLE = 0x02000000; // depends on no other
    private static final long DEPENDENT_SAMPLE = 0x01010000; // depends on others, is no sync sample

    private Fragment() {}

    /**
     * Writes a segment.
     *
     * @param sequence number of the fragment in the file, from 1
     * @param runs one per track that has samples here
     */
    public static byte[] write(long sequence, List<TrackRun> runs) {
        BoxWriter out = new BoxWriter();
        out.begin("styp")
                .ascii("msdh")
                .u32(0)
                .ascii("msdh")
                .ascii("msix")
                .ascii("cmfs")
                .end();
        int moof = out.position();
        int[] offsets = new int[runs.size()];
        out.begin("moof").beginFull("mfhd", 0, 0).u32(sequence).end();
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = trackFragment(out, runs.get(i));
        }
        out.end().begin("mdat");
        for (int i = 0; i < offsets.length; i++) {
            out.patchU32(offsets[i], out.position() - moof);
            for (Sample sample : runs.get(i).samples()) {
                out.put(sample.data());
            }
        }
        return out.end().toByteArray();
    }

    /** Returns where the run's data offset has to be filled in. */
    private static int trackFragment(BoxWriter out, TrackRun run) {
        out.begin("traf");
        out.beginFull("tfhd", 0, DEFAULT_BASE_IS_MOOF).u32(run.trackId()).end();
        out.beginFull("tfdt", 1, 0).u64(run.decodeTime()).end();
        out.beginFull("trun", 0, DATA_OFFSET | SAMPLE_DURATION | SAMPLE_SIZE | SAMPLE_FLAGS);
        out.u32(run.samples().size());
        int offset = out.position();
        out.u32(0);
        for (Sample sample : run.samples()) {
            out.u32(sample.duration()).u32(sample.data().length);
            out.u32(sample.sync() ? SYNC_SAMPLE : DEPENDENT_SAMPLE);
        }
        out.end().end();
        return offset;
    }
}
