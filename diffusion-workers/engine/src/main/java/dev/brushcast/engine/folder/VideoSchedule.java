package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.PictureSize;
import java.util.ArrayList;
import java.util.List;

/**
 * How a video model wants to be run, from {@code scheduler/scheduler_config.json}. What the file leaves out is as
 * StreamDiffusionV2 has it for video to video.
 *
 * @param shift of the noise levels
 * @param stepTimes times of denoising steps, falling to 0, of which the first are run
 * @param steps how many of them, unless a style says otherwise
 * @param warp whether a time stands for a place in the schedule
 * @param noiseScale share of noise for a still picture
 * @param window latent frames in the window
 * @param sinks of them, those that keep the stream's first frames
 * @param sinkThreshold likeness below which a sink is replaced; -1: sinks stay
 * @param refreshAt first position that is not used
 * @param latentsPerChunk latent frames of a chunk
 * @param size of the frames that it was made for
 */
public record VideoSchedule(
        double shift,
        List<Integer> stepTimes,
        int steps,
        boolean warp,
        double noiseScale,
        int window,
        int sinks,
        double sinkThreshold,
        int refreshAt,
        int latentsPerChunk,
        PictureSize size) {

    private static final List<Integer> TIMES = List.of(700, 500, 400, 200, 0);

    public VideoSchedule {
        stepTimes = List.copyOf(stepTimes);
    }

    /** Whether sinks that a stream has become unlike are replaced. */
    public boolean replacesSinks() {
        return sinkThreshold > -1;
    }

    static VideoSchedule read(JsonConfig config) {
        List<Integer> times =
                config.list("step_times", JsonNode::isIntegralNumber, JsonNode::intValue, "whole numbers");
        int window = config.positive("window", 6);
        int sinks = config.integer("sinks", 3);
        if (sinks < 0 || sinks >= window) {
            throw config.error("sinks is " + sinks + ", expected from 0 to fewer than the window's " + window);
        }
        double scale = config.number("noise_scale", 0.8);
        if (!(scale >= 0.1 && scale <= 1)) {
            throw config.error("noise_scale is " + scale + ", expected from 0.1 to 1");
        }
        List<Integer> falling = times == null || times.isEmpty() ? TIMES : times;
        return new VideoSchedule(
                config.number("shift", 8),
                falling.getLast() == 0 ? falling : append(falling),
                config.positive("steps", 2),
                config.flag("warp", false),
                scale,
                window,
                sinks,
                config.number("sink_threshold", -1),
                config.positive("t_refresh", 50),
                config.positive("latents_per_chunk", 1),
                new PictureSize(config.positive("width", 832), config.positive("height", 480)));
    }

    private static List<Integer> append(List<Integer> times) {
        List<Integer> ended = new ArrayList<>(times);
        ended.add(0);
        return ended;
    }
}
