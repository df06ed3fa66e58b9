package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a playlist says of ranges of time, each for as long as it reaches back to the range. Confined to one thread. */
final class AnnouncedRanges {

    private static final Comparator<DateRange> ORDER =
            Comparator.comparing(DateRange::start).thenComparing(DateRange::id);

    private List<Announced> said = new ArrayList<>();

    /** A range, and the initialisation segment of its epoch. */
    private record Announced(DateRange range, String map) {}

    /** What is said already, or was until something later of its class was said, is said once: two runs may have met it. */
    void add(DateRange range, String map) {
        if (said.stream().map(Announced::range).noneMatch(range::isNoNewsAfter)) {
            said.add(new Announced(range, map));
        }
    }

    /** By their starts and ids, whenever they became known: whoever began later says them in the same order. */
    List<DateRange> said() {
        return said.stream().map(Announced::range).sorted(ORDER).toList();
    }

    /**
     * The playlist begins later now: forgets what is over by then, and what is of an epoch that it has nothing of.
     *
     * @param isThere whether it has a segment of an initialisation segment's epoch
     */
    void forgetBefore(Instant begin, Predicate<String> isThere) {
        List<Announced> kept = new ArrayList<>();
        Set<String> ended = new HashSet<>(); // classes of which a later range holds at the beginning already
        for (Announced announced : said.reversed()) {
            DateRange range = announced.range();
            boolean over = range.untilNext()
                    ? ended.contains(range.className())
                    : range.end().isBefore(begin);
            if (range.untilNext() && !range.start().isAfter(begin)) {
                ended.add(range.className());
            }
            if (!over && isThere.test(announced.map())) {
                kept.add(announced);
            }
        }
        Collections.reverse(kept);
        said = kept;
    }
}
