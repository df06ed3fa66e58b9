package dev.brushcast.worker.bench;

import java.util.Map;

/**
 * What became of live streams on a fresh worker.
 *
 * @param sent frames altogether, the backlog among them
 * @param outcomes of them; their sum is what was sent
 * @param sentAfterFirstSecond frames captured later than a second after the worker was ready
 * @param notStyledAfterFirstSecond of them, those that were shown late or not at all
 * @param streamsOnTime those of which, after the first second, at least 99 of 100 frames were styled
 * @param caughtUpMs from when the worker was ready until it had styled a chunk of each stream as a whole: what there was before
 *     is left behind by then
 */
public record LiveReport(
        long sent,
        Map<String, Long> outcomes,
        long sentAfterFirstSecond,
        long notStyledAfterFirstSecond,
        long streamsOnTime,
        long caughtUpMs) {}
