package dev.brushcast.compose.control.store;

import dev.brushcast.contract.avro.DesiredStream;

/** What became of a change. */
public sealed interface Write {

    /** The cluster has it, and whoever reads here sees it. */
    record Done(DesiredStream stream) implements Write {}

    /** Nothing was written: the stream is another than the change was made for. */
    record Changed(DesiredStream now) implements Write {}

    /** Nothing was written: there is no such stream. */
    record Gone() implements Write {}

    /**
     * Nothing was written: the workers cannot carry it on time.
     *
     * @param why for people
     */
    record NoRoom(String why) implements Write {}

    /** Nothing was written: every slot has a stream. */
    record NoSlotFree(int slots) implements Write {}
}
