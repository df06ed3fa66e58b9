package dev.brushcast.worker.render;

import java.util.List;

/** The source chunks of one slot, to be read once more. Owned by the thread that renders the slot's streams. */
public interface SourceLog extends AutoCloseable {

    /**
     * Reads chunks again. Those that are not there any more or cannot be read are left out.
     *
     * @param places offsets rising
     * @return what lies at these offsets, in order; whose chunks they are is for the caller to look at
     */
    List<SourceRecord> read(List<SourcePlace> places);

    @Override
    void close();

    /** The logs of an installation's slots. */
    @FunctionalInterface
    interface OfSlot {

        /** The log of a slot; its caller closes it. Costs nothing until something is read. */
        SourceLog open(int slot);
    }
}
