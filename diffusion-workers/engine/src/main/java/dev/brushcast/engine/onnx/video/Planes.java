package dev.brushcast.engine.onnx.video;

import java.util.ArrayList;
import java.util.List;

/** Pictures one after the other, and the same with channels before frames, as graphs of video have them. */
final class Planes {

    private Planes() {}

    static float[] channelsFirst(List<float[]> frames, int channels) {
        int plane = frames.getFirst().length / channels;
        float[] all = new float[frames.size() * channels * plane];
        for (int frame = 0; frame < frames.size(); frame++) {
            for (int channel = 0; channel < channels; channel++) {
                int at = (channel * frames.size() + frame) * plane;
                System.arraycopy(frames.get(frame), channel * plane, all, at, plane);
            }
        }
        return all;
    }

    static List<float[]> framesOf(float[] channelsFirst, int channels, int count) {
        int plane = channelsFirst.length / (channels * count);
        List<float[]> frames = new ArrayList<>();
        for (int frame = 0; frame < count; frame++) {
            float[] planes = new float[channels * plane];
            for (int channel = 0; channel < channels; channel++) {
                int at = (channel * count + frame) * plane;
                System.arraycopy(channelsFirst, at, planes, channel * plane, plane);
            }
            frames.add(planes);
        }
        return frames;
    }
}
