package dev.brushcast.egress.rendition;

import dev.brushcast.egress.playlist.DateRange;
import dev.brushcast.egress.playlist.DateRange.Attribute;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Splice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the source announces as date ranges (RFC 8216bis, 4.4.5.1.1): a pair of a beginning and its end are one range, the end said
 * later under the same id. Ids follow from what is announced alone, so that everybody chooses the same.
 */
final class SpliceRanges {

    private static final int CHECKSUM_DIGITS = 8;

    private SpliceRanges() {}

    static DateRange of(Splice splice, EpochInfo epoch) {
        Long beganAt = splice.beganAtUs();
        return switch (splice.kind()) {
            case OUT ->
                range(
                        pair(splice, splice.atUs(), epoch),
                        splice.atUs(),
                        epoch,
                        splice.durationUs(),
                        null,
                        splice,
                        "SCTE35-OUT");
            case IN -> ends(splice, beganAt, epoch, "SCTE35-IN");
            case CANCEL -> ends(splice, beganAt, epoch, "SCTE35-CMD");
            case COMMAND -> range(alone(splice, epoch), splice.atUs(), epoch, null, null, splice, "SCTE35-CMD");
        };
    }

    private static DateRange ends(Splice splice, @Nullable Long beganAt, EpochInfo epoch, String attribute) {
        if (beganAt == null) { // by something that nobody here has heard of
            return range(alone(splice, epoch), splice.atUs(), epoch, null, null, splice, attribute);
        }
        long lasted = Math.max(0, splice.atUs() - beganAt);
        return range(pair(splice, beganAt, epoch), beganAt, epoch, null, lasted, splice, attribute);
    }

    private static DateRange range(
            String id,
            long startUs,
            EpochInfo epoch,
            @Nullable Long plannedUs,
            @Nullable Long durationUs,
            Splice splice,
            String attribute) {
        Instant start = Instant.EPOCH.plus(epoch.startUs() + startUs, ChronoUnit.MICROS);
        return new DateRange(
                id, null, start, plannedUs, durationUs, false, List.of(Attribute.hex(attribute, splice.section())));
    }

    private static String pair(Splice splice, long beganAtUs, EpochInfo epoch) {
        return "splice-e" + epoch.epoch() + "-" + event(splice) + "-" + beganAtUs;
    }

    /** The section's checksum tells apart what is announced for the same moment. */
    private static String alone(Splice splice, EpochInfo epoch) {
        String kind = splice.kind().name().toLowerCase(Locale.ROOT);
        String section = splice.section();
        String checksum = section.substring(Math.max(0, section.length() - CHECKSUM_DIGITS));
        return pair(splice, splice.atUs(), epoch) + "-" + kind + "-" + checksum;
    }

    private static String event(Splice splice) {
        String type = splice.type() < 0 ? "" : String.format(Locale.ROOT, "%02X-", splice.type());
        return splice.eventId() == null ? type + "none" : String.format(Locale.ROOT, "%s%08X", type, splice.eventId());
    }
}
