package dev.brushcast.media.ffmpeg.fit;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How the frames of a source must be turned. A container says so of all frames; the pictures themselves (H.264 and HEVC
 * messages) often only where a decoder can begin, for all that follow. Used by one thread.
 */
public final class Turns {

    private Orientation last = Orientation.UPRIGHT;

    /** The turn of the next frame. */
    public Orientation next(AVFrame frame) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix != null) {
            last = Orientation.of(matrix.data());
        } else if ((frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0) {
            last = Orientation.UPRIGHT;
        }
        return last;
    }
}
