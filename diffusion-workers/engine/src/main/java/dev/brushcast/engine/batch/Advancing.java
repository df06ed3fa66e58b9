package dev.brushcast.engine.batch;

/** What is on its way through a network's steps: each call that it takes part in takes it on by one. */
public interface Advancing extends Candidate {

    /** Deadline and arrival. */
    FrameTicket ticket();

    /** Whether giving it up would cost more than itself: its first step is taken, or that of something that it shares a call with. */
    boolean isBegun();

    /** Whether its last step is taken. */
    boolean isDone();
}
