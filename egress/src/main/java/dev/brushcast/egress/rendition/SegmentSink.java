package dev.brushcast.egress.rendition;

/** Where finished segments go. Called by one thread, in order. */
public interface SegmentSink extends AutoCloseable {

    /** Nowhere. */
    SegmentSink NONE = new Nowhere();

    /** Takes segments and keeps nothing: nobody need make them for it. */
    record Nowhere() implements SegmentSink {
        @Override
        public void begin(Initialisation initialisation) {}

        @Override
        public void segment(MuxedSegment segment) {}

        @Override
        public void epochEnded() {}

        @Override
        public void leave() {}

        @Override
        public void end() {}

        @Override
        public void close() {}
    }

    /** An epoch's segments follow. */
    void begin(Initialisation initialisation);

    /** The next segment. */
    void segment(MuxedSegment segment);

    /** The epoch is over; another one may begin. */
    void epochEnded();

    /**
     * The stream goes on without this output: what still comes before {@link #end} is the rest of what was begun, a segment that
     * is not the stream's own among it, and the stream has not ended with it.
     */
    void leave();

    /** Nothing follows: makes what there is whole. */
    void end();

    /** Lets go of what it holds; without {@link #end}, after a failure, what there is stays as it is. */
    @Override
    void close();
}
