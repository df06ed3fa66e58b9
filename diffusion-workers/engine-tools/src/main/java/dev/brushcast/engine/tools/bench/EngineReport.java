package dev.brushcast.engine.tools.bench;

/**
 * The engine beside the bare sessions.
 *
 * @param subject what was measured, and on what
 * @param policy batching policy
 * @param setting what the streams ask
 * @param throughput of the engine and of the bare sessions
 * @param latency of requests
 * @param similarityMillisPerFrame comparing a frame with the one before, for the similarity filter
 * @param memory that frames take
 */
public record EngineReport(
        Subject subject,
        String policy,
        Setting setting,
        Throughput throughput,
        Latency latency,
        double similarityMillisPerFrame,
        Memory memory) {}
