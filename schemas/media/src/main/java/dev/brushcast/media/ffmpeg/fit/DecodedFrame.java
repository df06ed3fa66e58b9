package dev.brushcast.media.ffmpeg.fit;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A frame in the decoder's memory. {@link FrameFitter} makes a picture of it. */
public final class DecodedFrame {

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

    Orientation orientation() {
        return orientation;
    }

    AVFrame nativeFrame() {
        return nativeFrame;
    }
}
