package dev.brushcast.egress.rendition;

/** Where finished segments go. Called by one thread, in order. */
public interface SegmentSink {

    /** An epoch's segments follow. */
    void begin(Initialisation initialisation);

    /** The next segment. */
    void segment(MuxedSegment segment);

    /** The epoch is over; another one may begin. */
    void epochEnded();

    /** Nothing follows: makes what there is whole. */
    void end();
}
