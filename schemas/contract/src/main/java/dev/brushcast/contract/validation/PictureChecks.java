package dev.brushcast.contract.validation;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.SpliceCue;
import java.nio.ByteBuffer;
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

    /** Announcements, each of which may repeat a whole section. */
    static void cues(List<SpliceCue> cues, long epochStartUs) {
        Check.count("cues in a chunk", cues.size(), Bounds.MAX_CUES);
        for (SpliceCue cue : cues) {
            Check.range("a cue's atUs", cue.getAtUs(), -Bounds.MAX_EPOCH_US, Bounds.MAX_EPOCH_US);
            Check.wallUs("a cue's media time", epochStartUs + cue.getAtUs());
            Check.wallUs("a cue's receivedAtUs", cue.getReceivedAtUs());
            Check.count("bytes in a cue's section", cue.getSection().remaining(), Bounds.MAX_SECTION_BYTES);
            if (cue.getEventId() != null) {
                Check.range("a cue's eventId", cue.getEventId(), 0, Bounds.MAX_EVENT_ID);
            }
            Check.range("a cue's segmentationType", cue.getSegmentationType(), -1, 255);
            if (cue.getBeganAtUs() != null) {
                Check.range("a cue's beganAtUs", cue.getBeganAtUs(), -Bounds.MAX_EPOCH_US, Bounds.MAX_EPOCH_US);
                Check.wallUs("the media time of a cue's beganAtUs", epochStartUs + cue.getBeganAtUs());
            }
            if (cue.getDurationUs() != null) {
                Check.range("a cue's durationUs", cue.getDurationUs(), 0, Bounds.MAX_EPOCH_US);
            }
        }
    }

    /** Closed captions of a frame. */
    static void captions(@Nullable ByteBuffer captions) {
        if (captions != null) {
            Check.count("bytes in a frame's captions", captions.remaining(), Bounds.MAX_CAPTION_BYTES);
            Check.range("a frame's captions beyond whole triplets", captions.remaining() % 3, 0, 0);
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
