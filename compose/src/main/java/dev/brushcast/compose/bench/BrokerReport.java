package dev.brushcast.compose.bench;

/**
 * What brokers did with a load.
 *
 * @param load what it was
 * @param chunksSent source chunks that producers were given, all streams together
 * @param chunksBack styled chunks that a reader of committed records had, within ten seconds of the end
 * @param transactions that were committed, a second
 * @param writtenMegabytes a second, to the brokers by clients, a copy counted once
 * @param readMegabytes a second, from the brokers by clients
 * @param p50Millis from a source chunk's turn until its styled chunk was read; so do the others
 * @param keptUp all chunks came back, and 95 in 100 within a second
 */
public record BrokerReport(
        BrokerLoad load,
        long chunksSent,
        long chunksBack,
        double transactions,
        double writtenMegabytes,
        double readMegabytes,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        boolean keptUp) {}
