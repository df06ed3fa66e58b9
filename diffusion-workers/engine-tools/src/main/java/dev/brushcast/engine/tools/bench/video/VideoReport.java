package dev.brushcast.engine.tools.bench.video;

import java.util.List;

/**
 * How fast a model renders streams, chunk by chunk.
 *
 * @param model name of its folder
 * @param device that it ran on
 * @param hardware processors and GPUs
 * @param size of the pictures
 * @param fps of the live streams, frames a second
 * @param deadlineMillis from when a chunk's last frame is there until it must be out
 * @param rows one for each policy, number of steps and number of streams
 */
public record VideoReport(
        String model, String device, String hardware, String size, double fps, double deadlineMillis, List<Row> rows) {

    public VideoReport {
        rows = List.copyOf(rows);
    }

    /**
     * One setting. A chunk is four frames.
     *
     * @param policy batching policy
     * @param steps of a chunk
     * @param streams at once
     * @param firstMillis the very first chunk of the engine, from handing it in until its pictures are out; weights are loaded
     * @param firstFrameMillis the same for the first chunk of later streams on the idle engine, a median
     * @param framesPerSecond of all streams, each handing in a chunk as soon as the one before is done
     * @param chunkMillis from handing in until done, under that load
     * @param stages of a chunk, under that load
     * @param live streams at their own pace
     */
    public record Row(
            String policy,
            int steps,
            int streams,
            double firstMillis,
            double firstFrameMillis,
            double framesPerSecond,
            Percentiles chunkMillis,
            Stages stages,
            Live live) {}

    /** Half, all but a twentieth and all but a hundredth are at most this. */
    public record Percentiles(double p50, double p95, double p99) {}

    /** How long a chunk is in each stage, mean milliseconds. */
    public record Stages(double queueMillis, double encodeMillis, double denoiseMillis, double decodeMillis) {}

    /**
     * Streams whose frames come at their own pace.
     *
     * @param chunks of all streams
     * @param inTime share of them that were out within their deadline, 0 to 1
     * @param late of them that were not begun by their deadline, and given up
     * @param betweenMillis between two chunks of a stream coming out; steady: each is a chunk's duration
     * @param latencyMillis from when a chunk's last frame was there until it was out
     */
    public record Live(int chunks, double inTime, int late, Percentiles betweenMillis, Percentiles latencyMillis) {}
}
