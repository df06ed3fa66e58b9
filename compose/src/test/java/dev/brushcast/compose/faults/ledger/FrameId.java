package dev.brushcast.compose.faults.ledger;

import java.util.Comparator;

/** A source frame, by its number in its epoch. */
public record FrameId(long epoch, long number) implements Comparable<FrameId> {

    private static final Comparator<FrameId> ORDER =
            Comparator.comparingLong(FrameId::epoch).thenComparingLong(FrameId::number);

    @Override
    public int compareTo(FrameId other) {
        return ORDER.compare(this, other);
    }
}
