package dev.brushcast.egress.push;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the pictures of a push. What a connection takes at first is on trial: a server that refuses a key may take some packets
 * before it hangs up, and those are as good as not sent. Written by one thread, read by any.
 */
final class PushTally {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private long onTrial;

    /** The connection has taken a picture. */
    void taken(boolean proven) {
        onTrial++;
        if (proven) {
            proven();
        }
    }

    /** The connection has proven itself, or ended as it should. */
    void proven() {
        sent.addAndGet(onTrial);
        onTrial = 0;
    }

    /** The connection broke off. */
    void brokenOff() {
        unsent.addAndGet(onTrial);
        onTrial = 0;
    }

    void notSent(long pictures) {
        unsent.addAndGet(pictures);
    }

    long sent() {
        return sent.get();
    }

    long unsent() {
        return unsent.get();
    }
}
