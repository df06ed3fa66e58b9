package dev.brushcast.egress.ledger;

import java.util.OptionalLong;

/**
 * Plays what is published at the speed of time, as a low-latency player does: begins once it is as far behind as players are
 * told to be, stands still where nothing is left, and goes on with the next part. Times are microseconds. Safe for use by
 * several threads.
 */
final class SimulatedViewer {

    private final long holdBackUs;
    private boolean begun;
    private long publishedUs;
    private long lastUntilUs;
    private long lookedAtUs;
    private long playedUs;
    private long stalledUs;
    private long stalls;

    /** @param holdBackUs how far behind the newest part he begins */
    SimulatedViewer(long holdBackUs) {
        this.holdBackUs = holdBackUs;
    }

    /** More can be played: up to this presentation time of a capture, which begins near 0 with each. */
    synchronized void published(long untilUs, long nowUs) {
        lookAt(nowUs);
        publishedUs += untilUs >= lastUntilUs ? untilUs - lastUntilUs : Math.max(0, untilUs);
        lastUntilUs = untilUs;
        begun |= publishedUs >= holdBackUs;
    }

    /** How it went so far. */
    synchronized ContinuousPlay at(long nowUs) {
        lookAt(nowUs);
        return new ContinuousPlay(playedUs / 1e6, stalledUs / 1e6, stalls);
    }

    /** What is published and he has not played; empty: he has not begun. */
    synchronized OptionalLong heldUs(long nowUs) {
        lookAt(nowUs);
        return begun ? OptionalLong.of(publishedUs - playedUs) : OptionalLong.empty();
    }

    private void lookAt(long nowUs) {
        long passedUs = Math.max(0, nowUs - lookedAtUs);
        lookedAtUs = Math.max(lookedAtUs, nowUs);
        if (!begun) {
            return;
        }
        long left = publishedUs - playedUs;
        long played = Math.min(passedUs, left);
        if (played < passedUs) {
            stalls += left > 0 ? 1 : 0;
            stalledUs += passedUs - played;
        }
        playedUs += played;
    }
}
