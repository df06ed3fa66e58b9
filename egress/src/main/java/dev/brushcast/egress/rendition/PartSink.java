package dev.brushcast.egress.rendition;

/** Where finished parts of segments go. Called by one thread, in order. */
public interface PartSink extends AutoCloseable {

    /** Nowhere. */
    PartSink NONE = new Nowhere();

    /** Takes parts and keeps nothing: nobody need make them for it. */
    record Nowhere() implements PartSink {
        @Override
        public void begin(Initialisation initialisation) {}

        @Override
        public void part(MuxedPart part) {}

        @Override
        public void epochEnded() {}

        @Override
        public void leave() {}

        @Override
        public void end() {}

        @Override
        public void close() {}
    }

    /** An epoch's parts follow. */
    void begin(Initialisation initialisation);

    /** The next part: of the same segment, or the first of the next one. */
    void part(MuxedPart part);

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
