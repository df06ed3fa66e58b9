package dev.brushcast.media.ffmpeg.fit;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** A frame in the decoder's memory. {@link FrameFitter} makes a picture of it. */
public final class DecodedFrame {

    private static final int TRIPLET_BYTES = 3;

    private final AVFrame nativeFrame;
    private final Orientation orientation;
    private final long ptsUs;
    private final long durationUs;

    /**
     * A frame in its place.
     *
     * @param orientation the turn that makes it upright
     * @param ptsUs see {@link #ptsUs()}
     * @param durationUs see {@link #durationUs()}
     */
    public DecodedFrame(AVFrame nativeFrame, Orientation orientation, long ptsUs, long durationUs) {
        this.nativeFrame = nativeFrame;
        this.orientation = orientation;
        this.ptsUs = ptsUs;
        this.durationUs = durationUs;
    }

    /** Presentation time on the source's timeline in microseconds, 0 or above, strictly rising from frame to frame. */
    public long ptsUs() {
        return ptsUs;
    }

    /** As the source declares it, else by its nominal frame rate, in microseconds, above 0. */
    public long durationUs() {
        return durationUs;
    }

    /** Closed captions that came with it: triplets of {@code cc_data}, 3 bytes each; null: none. */
    public byte @Nullable [] captions() {
        AVFrameSideData data = avutil.av_frame_get_side_data(nativeFrame, avutil.AV_FRAME_DATA_A53_CC);
        int whole = data == null ? 0 : (int) (data.size() / TRIPLET_BYTES * TRIPLET_BYTES);
        if (data == null || whole == 0) {
            return null;
        }
        byte[] triplets = new byte[whole];
        data.data().get(triplets);
        return triplets;
    }

    /** The turn that makes it upright. */
    public Orientation orientation() {
        return orientation;
    }

    AVFrame nativeFrame() {
        return nativeFrame;
    }
}
