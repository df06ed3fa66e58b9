package dev.brushcast.compose.bench;

import dev.brushcast.engine.tools.bench.EngineReport;
import dev.brushcast.worker.bench.HopReport;

/**
 * How fast the pipeline is, the median of several rounds in one process.
 *
 * @param pipelineFps frames per second from file to segment, through Kafka, decoding, JPEG and H.264 included
 * @param ofFloor its share of what the bare ONNX Runtime sessions do for the same batches in the same process
 * @param frames of the clip
 * @param cpuMillisPerFrame processor time of everything together; the engine's share is in {@code engine}
 * @param coresBusy processors that the pipeline keeps busy: with all of them, only less work makes it faster
 * @param engine the engine alone, at the same picture size
 * @param hop a chunk's way through Kafka
 */
public record PipelineReport(
        double pipelineFps,
        double ofFloor,
        long frames,
        double cpuMillisPerFrame,
        double coresBusy,
        EngineReport engine,
        HopReport hop) {}
