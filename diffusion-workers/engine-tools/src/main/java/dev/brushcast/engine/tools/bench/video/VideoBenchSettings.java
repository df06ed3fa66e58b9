package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.PictureSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param model folder of a video model
 * @param device as in {@link dev.brushcast.engine.EngineConfig}
 * @param size of the pictures
 * @param policies each in turn
 * @param steps each in turn
 * @param streams how many at once, each in turn
 * @param fps frames a second of a live stream
 * @param deadline from when a chunk's last frame is there until it must be out
 * @param perRow how long streams run as fast as they can, and again at their own pace
 */
public record VideoBenchSettings(
        Path model,
        String device,
        PictureSize size,
        List<BatchPolicy> policies,
        List<Integer> steps,
        List<Integer> streams,
        double fps,
        Duration deadline,
        Duration perRow) {

    public VideoBenchSettings {
        policies = List.copyOf(policies);
        steps = List.copyOf(steps);
        streams = List.copyOf(streams);
    }
}
