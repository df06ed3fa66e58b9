package dev.brushcast.egress.rendition;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.playlist.DateRange.Attribute;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which pictures of one epoch a model has made, and which: a date range from where that begins and from each change, until the
 * next. It is said again at each minute of the epoch's own time, so that every playlist has the one that holds at its beginning, the
 * same whoever writes it and since when. A style that changes more than once in a second is said once in it. Confined to one thread.
 */
final class GeneratedRanges {

    /** The class of these ranges. */
    static final String CLASS = "dev.brushcast.generated";

    /** IPTC's term for what a model has made. */
    private static final String SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /** What files say about their pictures. Which ones a model has made only the playlists can: a file's head comes before them. */
    static final String COMMENT = "AI-generated: pictures made by a generative model (digitalSourceType=" + SOURCE_TYPE
            + "); some may be the source's own";

    private static final long AGAIN_US = 60_000_000;
    private static final long SECOND_US = 1_000_000;

    private final EpochInfo epoch;
    private @Nullable Origin said;
    private long saidAgain;
    private long styleSecond = Long.MIN_VALUE;

    GeneratedRanges(EpochInfo epoch) {
        this.epoch = epoch;
    }

    /** True once a picture came about which there is something to say. */
    boolean concerned() {
        return said != null;
    }

    /**
     * A picture is shown; returns what is to be said.
     *
     * @param ptsUs its presentation time, microseconds
     * @param origin where it is from; null: there is nothing to say
     */
    List<DateRange> shown(long ptsUs, @Nullable Origin origin) {
        if (origin == null) {
            return List.of();
        }
        long minute = Math.floorDiv(ptsUs, AGAIN_US);
        Origin before = said;
        if (before == null) {
            said = origin;
            saidAgain = minute;
            return List.of(range(origin, minute * AGAIN_US));
        }
        List<DateRange> ranges = new ArrayList<>();
        if (minute > saidAgain) {
            saidAgain = minute;
            ranges.add(range(before, minute * AGAIN_US));
        }
        if (!origin.equals(before) && mayBeSaid(before, origin, Math.floorDiv(ptsUs, SECOND_US))) {
            said = origin;
            ranges.add(range(origin, ptsUs));
        }
        return ranges;
    }

    private boolean mayBeSaid(Origin before, Origin now, long second) {
        boolean styleAlone = before.generated()
                && now.equals(new Origin(true, before.model(), before.modelHash(), now.styleRevision()));
        if (styleAlone && second == styleSecond) {
            return false;
        }
        styleSecond = styleAlone ? second : styleSecond;
        return true;
    }

    private DateRange range(Origin origin, long startUs) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.quoted("X-GENERATED", origin.generated() ? "YES" : "NO"));
        if (origin.generated()) {
            attributes.add(Attribute.quoted("X-DIGITAL-SOURCE-TYPE", SOURCE_TYPE));
            attributes.add(Attribute.quoted("X-MODEL", origin.model()));
            if (!origin.modelHash().isEmpty()) {
                attributes.add(Attribute.quoted("X-MODEL-HASH", "sha256:" + origin.modelHash()));
            }
            attributes.add(new Attribute("X-STYLE-REVISION", Long.toString(origin.styleRevision())));
        }
        int content = Objects.hash(origin.generated(), origin.model(), origin.modelHash(), origin.styleRevision());
        String id = String.format(Locale.ROOT, "generated-e%d-%d-%08x", epoch.epoch(), startUs, content);
        Instant start = Instant.EPOCH.plus(epoch.startUs() + startUs, ChronoUnit.MICROS);
        return new DateRange(id, CLASS, start, null, null, true, attributes);
    }
}
