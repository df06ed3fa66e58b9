package dev.brushcast.engine.tools.bench;

import java.util.List;

/**
 * Batching policies beside each other.
 *
 * @param subject what was measured, and on what
 * @param rows one for each policy and setting
 * @param selfOverFullGuidance throughput of residual guidance over that of full guidance, at four steps
 * @param stillSceneWork UNet rows on a still scene without the similarity filter over those with it, per frame
 */
public record CompareReport(Subject subject, List<Row> rows, double selfOverFullGuidance, double stillSceneWork) {

    public CompareReport {
        rows = List.copyOf(rows);
    }

    /**
     * One policy in one setting.
     *
     * @param policy batching policy
     * @param setting what the streams ask
     * @param throughput of the engine and of the bare sessions
     * @param latency of requests
     */
    public record Row(String policy, Setting setting, Throughput throughput, Latency latency) {}
}
