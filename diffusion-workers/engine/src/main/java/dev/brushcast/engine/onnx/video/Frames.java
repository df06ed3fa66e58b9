package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.onnx.session.TensorBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames and latent frames, kept one after the other, in the tensors of graphs, which have channels before frames. */
final class Frames {

    private Frames() {}

    /** Writes frames of one row from an element on. */
    static void putChannelsFirst(TensorBuffer to, int at, float[] frames, LatentShape shape) {
        to.put(at, swapped(frames, frames.length / shape.size(), shape.channels()));
    }

    /** Reads frames of one row from an element on. */
    static void getChannelsFirst(TensorBuffer from, int at, float[] frames, LatentShape shape) {
        float[] read = new float[frames.length];
        from.get(at, read);
        float[] swapped = swapped(read, shape.channels(), frames.length / shape.size());
        System.arraycopy(swapped, 0, frames, 0, frames.length);
    }

    /** Frames as a graph takes them: of each channel the planes of all frames. */
    static float[] channelsFirst(List<float[]> frames, int channels) {
        float[] all = new float[frames.size() * frames.getFirst().length];
        for (int frame = 0; frame < frames.size(); frame++) {
            System.arraycopy(frames.get(frame), 0, all, frame * frames.get(frame).length, frames.get(frame).length);
        }
        return swapped(all, frames.size(), channels);
    }

    /** Frames as a graph puts them out, one by one. */
    static List<float[]> framesOf(float[] channelsFirst, int channels, int count) {
        float[] all = swapped(channelsFirst, channels, count);
        int length = all.length / count;
        List<float[]> frames = new ArrayList<>();
        for (int frame = 0; frame < count; frame++) {
            frames.add(Arrays.copyOfRange(all, frame * length, (frame + 1) * length));
        }
        return frames;
    }

    /** Planes of outer times inner as inner times outer. */
    private static float[] swapped(float[] planes, int outer, int inner) {
        if (outer == 1 || inner == 1) {
            return planes;
        }
        int plane = planes.length / (outer * inner);
        float[] swapped = new float[planes.length];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                System.arraycopy(planes, (o * inner + i) * plane, swapped, (i * outer + o) * plane, plane);
            }
        }
        return swapped;
    }
}
