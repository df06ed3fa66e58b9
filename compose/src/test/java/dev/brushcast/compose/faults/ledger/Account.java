package dev.brushcast.compose.faults.ledger;

import java.util.Map;

/**
 * What became of a stream's frames. All that must be 0 is called {@code wrong}.
 *
 * @param captured frames in source chunks
 * @param outcomes of those, by outcome and reason
 * @param gaps frames that no chunk carries, by cause
 * @param notCaptured frames that the source has shown while no ingest took it in
 * @param repliesIgnored answers to chunks that were answered already
 * @param shown pictures of the output
 * @param fillers pictures between frames: what is held while the source is away
 * @param tail frames at the very end that are in no whole segment yet
 * @param wrong by kind
 */
public record Account(
        long captured,
        Map<String, Long> outcomes,
        Map<String, Long> gaps,
        long notCaptured,
        long repliesIgnored,
        long shown,
        long fillers,
        long tail,
        Wrong wrong) {

    /**
     * What must not be.
     *
     * @param unexplained numbers that are in no chunk and no gap, or in two
     * @param misnumbered source pictures that do not follow one on the other
     * @param unanswered captured frames of which nobody says what became
     * @param lost frames that have a picture of their own and whose picture is not shown
     * @param doubled frames that have one, and show the one before again
     * @param backwards pictures with a lower number than one before
     * @param misplaced pictures that are shown at another frame's time
     * @param otherPicture styled frames that show the source, or the other way round
     * @param unreadable pictures without a number where there is no slate
     * @param notRising times that are not later than the one before
     */
    public record Wrong(
            long unexplained,
            long misnumbered,
            long unanswered,
            long lost,
            long doubled,
            long backwards,
            long misplaced,
            long otherPicture,
            long unreadable,
            long notRising) {

        /** All of them. */
        public long sum() {
            return unexplained
                    + misnumbered
                    + unanswered
                    + lost
                    + doubled
                    + backwards
                    + misplaced
                    + otherPicture
                    + unreadable
                    + notRising;
        }

        /** Frames of which is not known what became. */
        public long unaccounted() {
            return unexplained + unanswered + lost;
        }
    }
}
