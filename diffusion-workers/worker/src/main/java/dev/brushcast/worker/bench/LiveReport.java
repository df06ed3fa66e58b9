package dev.brushcast.worker.bench;

import java.util.Map;

/**
 * What became of live streams on a fresh worker.
 *
 * @param sent frames altogether, the backlog among them
 * @param outcomes of them; their sum is what was sent
 * @param sentSettled frames captured after the time in which programs settle
 * @param notStyledSettled of them, those that were shown late or not at all
 * @param streamsOnTime those of which, of these, at least 99 of 100 frames were styled
 * @param caughtUpMs from when the worker was ready until it had styled a chunk of each stream as a whole: what there was before
 *     is left behind by then
 * @param readP50Ms from when a chunk was published until a reader of committed records has its result, of chunks captured
 *     after that time: half of them sooner
 * @param readP99Ms as {@code readP50Ms}, 99 of 100 sooner
 * @param processorMsPerChunk processor time of everything in this process, broker, worker, source and reader, for each such chunk
 */
public record LiveReport(
        long sent,
        Map<String, Long> outcomes,
        long sentSettled,
        long notStyledSettled,
        long streamsOnTime,
        long caughtUpMs,
        double readP50Ms,
        double readP99Ms,
        double processorMsPerChunk) {}
