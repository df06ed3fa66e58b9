package dev.brushcast.engine.bench;

import java.util.Map;

/**
 * The engine beside the bare sessions.
 *
 * @param model name of the model folder
 * @param device that it ran on
 * @param hardware processors and GPUs
 * @param size of the pictures
 * @param policy batching policy
 * @param setting what the streams ask
 * @param denoiserMillisByRows the measured batch curve
 * @param floorFps frames per second of the bare sessions for the same batches, one after another
 * @param engineFps the engine's own
 * @param ofFloor their ratio; above 1 where stages overlap
 * @param engineCpuMillisPerFrame processor time that the engine takes for a frame, all threads together
 * @param floorCpuMillisPerFrame processor time that the bare sessions take for it
 * @param similarityMillisPerFrame comparing a frame with the one before, for the similarity filter
 * @param rowsPerCall UNet rows per call
 * @param latencyMillisP50 of a request
 * @param latencyMillisP99 of a request
 * @param loneFrameMillis median latency of a request of one frame on an idle engine
 * @param allocatedKibPerFrame heap allocated by the whole process
 * @param heap what frames leave on it
 * @param residentGrowthMib how much more memory the process held at the end than after warming up; -1 if not known
 */
public record EngineReport(
        String model,
        String device,
        String hardware,
        String size,
        String policy,
        Setting setting,
        Map<Integer, Double> denoiserMillisByRows,
        double floorFps,
        double engineFps,
        double ofFloor,
        double engineCpuMillisPerFrame,
        double floorCpuMillisPerFrame,
        double similarityMillisPerFrame,
        double rowsPerCall,
        double latencyMillisP50,
        double latencyMillisP99,
        double loneFrameMillis,
        double allocatedKibPerFrame,
        HeapUse heap,
        double residentGrowthMib) {}
