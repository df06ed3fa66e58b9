package dev.brushcast.compose.bench;

import dev.brushcast.engine.bench.EngineReport;
import dev.brushcast.worker.bench.HopReport;

/**
 * How fast the pipeline is.
 *
 * @param pipelineFps frames per second from file to segment, through Kafka, decoding, JPEG and H.264 included
 * @param ofFloor its share of what the bare ONNX Runtime sessions do for the same batches in the same process
 * @param frames of the clip
 * @param engine the engine alone, at the same picture size
 * @param hop a chunk's way through Kafka
 */
public record PipelineReport(double pipelineFps, double ofFloor, long frames, EngineReport engine, HopReport hop) {}
