package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.FrameGap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What source chunks and styled chunks have in common. */
final class PictureChecks {

    private PictureChecks() {}

    /** Of a chunk: 0x0 for one that has no pictures. */
    static void size(int width, int height, int frames) {
        Check.range("width", width, 0, Bounds.MAX_SIDE);
        Check.range("height", height, 0, Bounds.MAX_SIDE);
        Check.count("frames in a chunk", frames, Bounds.MAX_FRAMES);
        long pixels = (long) width * height;
        Check.count("pixels in a picture", pixels, Bounds.MAX_PICTURE_PIXELS);
        Check.count("pixels in a chunk's pictures", pixels * frames, Bounds.MAX_CHUNK_PIXELS);
    }

    /** A denominator of 0 or a numerator of 0 says that the rate is not known. */
    static void frameRate(int num, int den) {
        Check.range("frameRateNum", num, 0, Integer.MAX_VALUE);
        Check.range("frameRateDen", den, 0, Integer.MAX_VALUE);
        if (den > 0) {
            Check.range("the frame rate", num / den, 0, Bounds.MAX_FRAME_RATE);
        }
    }

    /** One frame after the other: numbers rise. */
    static void frame(long number, long before, long ptsUs, long durationUs, long capturedAtUs, long epochStartUs) {
        Check.range("a frame's number", number, before + 1, Bounds.MAX_NUMBER);
        if (before >= 0) {
            Check.count("frames missing in a chunk", number - before - 1, Bounds.MAX_MISSING_FRAMES);
        }
        Check.range("ptsUs", ptsUs, -Bounds.MAX_EPOCH_US, Bounds.MAX_EPOCH_US);
        Check.wallUs("a frame's media time", epochStartUs + ptsUs);
        Check.durationUs("durationUs", durationUs);
        Check.wallUs("capturedAtUs", capturedAtUs);
    }

    /** Only what is live is held: a recording goes on where it stopped. */
    static void held(boolean live, long epochStartUs, @Nullable Long heldUntilUs, @Nullable Long slateFromUs) {
        Check.held(epochStartUs, heldUntilUs, slateFromUs);
        if (heldUntilUs != null && !live) {
            throw new ImplausibleRecordException("heldUntilUs is " + heldUntilUs + " in a chunk that is not live");
        }
    }

    static void gaps(List<FrameGap> gaps) {
        Check.count("gaps in a chunk", gaps.size(), Bounds.MAX_GAPS);
        for (FrameGap gap : gaps) {
            Check.range("a gap's first frame", gap.getFirstFrame(), 0, Bounds.MAX_NUMBER);
            Check.range("a gap's count", gap.getCount(), 1, Bounds.MAX_MISSING_FRAMES);
            Check.name("cause of a gap", gap.getCause());
        }
    }
}
