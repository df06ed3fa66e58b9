package dev.brushcast.media.scte35;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a section says. Times are in ticks of 1/90000 s of 33 bits, the section's adjustment already added. */
public sealed interface SpliceCommand {

    /** Nothing: a sign of life. */
    record Nothing() implements SpliceCommand {}

    /**
     * {@code splice_insert}: the programme is left for a break, or come back to.
     *
     * @param out true: it is left
     * @param at when; empty: at once
     * @param duration null: not said
     */
    record Insert(
            long eventId,
            boolean out,
            OptionalLong at,
            @Nullable BreakDuration duration) implements SpliceCommand {}

    /** {@code splice_insert} of an event that shall not be after all. */
    record Cancel(long eventId) implements SpliceCommand {}

    /**
     * How long a break is.
     *
     * @param ticks 1/90000 s
     * @param autoReturn true: the programme comes back by itself then
     */
    record BreakDuration(long ticks, boolean autoReturn) {}

    /**
     * {@code time_signal}: what happens then is in the segmentation descriptors.
     *
     * @param at when; empty: at once
     */
    record TimeSignal(OptionalLong at) implements SpliceCommand {}

    /** A command that is not taken apart: a schedule, a private one. */
    record Other(int type) implements SpliceCommand {}

    /** A section that is encrypted from its command on. */
    record Encrypted() implements SpliceCommand {}
}
