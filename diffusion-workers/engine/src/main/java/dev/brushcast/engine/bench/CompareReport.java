package dev.brushcast.engine.bench;

import dev.brushcast.engine.Style.GuidanceKind;
import java.util.List;
import java.util.Map;

/**
 * Batching policies beside each other.
 *
 * @param model name of the model folder
 * @param device that it ran on
 * @param hardware processors and GPUs
 * @param size of the pictures
 * @param denoiserMillisByRows the measured batch curve
 * @param rows one for each policy and setting
 * @param selfOverFullGuidance throughput of residual guidance over that of full guidance, at four steps
 * @param stillSceneWork UNet rows on a still scene without the similarity filter over those with it, per frame
 */
public record CompareReport(
        String model,
        String device,
        String hardware,
        String size,
        Map<Integer, Double> denoiserMillisByRows,
        List<Row> rows,
        double selfOverFullGuidance,
        double stillSceneWork) {

    public CompareReport {
        rows = List.copyOf(rows);
    }

    /**
     * One setting.
     *
     * @param policy batching policy
     * @param steps denoising steps
     * @param streams streams at once
     * @param guidance its kind
     * @param fps frames per second
     * @param floorFps frames per second of the bare sessions for the same batches
     * @param cpuMillis processor time per frame, all threads together
     * @param floorCpuMillis that of the bare sessions
     * @param latencyMillisP50 of a request
     * @param latencyMillisP99 of a request
     * @param loneFrameMillis median latency of a request of one frame on an idle engine; 0 for several streams
     * @param rowsPerCall UNet rows per call
     */
    public record Row(
            String policy,
            int steps,
            int streams,
            GuidanceKind guidance,
            double fps,
            double floorFps,
            double cpuMillis,
            double floorCpuMillis,
            double latencyMillisP50,
            double latencyMillisP99,
            double loneFrameMillis,
            double rowsPerCall) {}
}
