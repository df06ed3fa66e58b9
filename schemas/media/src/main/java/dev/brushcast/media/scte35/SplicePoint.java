package dev.brushcast.media.scte35;

import java.util.List;
import java.util.OptionalLong;

/**
 * One thing that a section announces.
 *
 * @param eventId {@link #NO_EVENT} where the section has none
 * @param type the segmentation type with which such a thing begins; {@link #INSERT} of a {@code splice_insert}
 * @param at in 1/90000 s of 33 bits; empty: at once
 * @param durationTicks how long it lasts, 1/90000 s; empty: not said
 * @param returns true: it ends by itself after its duration
 */
public record SplicePoint(
        Kind kind, long eventId, int type, OptionalLong at, OptionalLong durationTicks, boolean returns) {

    public static final long NO_EVENT = -1;

    /** Not a segmentation type. */
    public static final int INSERT = -1;

    /** What happens there. */
    public enum Kind {
        /** Something begins: the programme is left, or a segment starts. */
        OUT,
        /** It ends. */
        IN,
        /** It is not to be, or not to go on. */
        CANCEL,
        /** Anything else, passed on as it is. */
        COMMAND
    }

    /** What a section announces; nothing where it is a sign of life. */
    public static List<SplicePoint> of(SpliceSection section) {
        return switch (section.command()) {
            case SpliceCommand.Nothing _ -> List.of();
            case SpliceCommand.Insert insert -> List.of(of(insert));
            case SpliceCommand.Cancel cancel -> List.of(bare(Kind.CANCEL, cancel.eventId()));
            case SpliceCommand.TimeSignal signal
            when section.segmentations().isEmpty() ->
                List.of(new SplicePoint(Kind.COMMAND, NO_EVENT, INSERT, signal.at(), OptionalLong.empty(), false));
            case SpliceCommand.TimeSignal signal ->
                section.segmentations().stream()
                        .map(segmentation -> of(segmentation, signal.at()))
                        .toList();
            case SpliceCommand.Other _, SpliceCommand.Encrypted _ -> List.of(bare(Kind.COMMAND, NO_EVENT));
        };
    }

    private static SplicePoint bare(Kind kind, long eventId) {
        return new SplicePoint(kind, eventId, INSERT, OptionalLong.empty(), OptionalLong.empty(), false);
    }

    private static SplicePoint of(SpliceCommand.Insert insert) {
        SpliceCommand.BreakDuration duration = insert.duration();
        return new SplicePoint(
                insert.out() ? Kind.OUT : Kind.IN,
                insert.eventId(),
                INSERT,
                insert.at(),
                duration == null ? OptionalLong.empty() : OptionalLong.of(duration.ticks()),
                duration != null && duration.autoReturn());
    }

    private static SplicePoint of(Segmentation segmentation, OptionalLong at) {
        Kind kind = segmentation.type() == Segmentation.CANCELLED
                ? Kind.CANCEL
                : segmentation.begins() ? Kind.OUT : segmentation.ends() ? Kind.IN : Kind.COMMAND;
        return new SplicePoint(
                kind, segmentation.eventId(), segmentation.beginType(), at, segmentation.durationTicks(), false);
    }
}
