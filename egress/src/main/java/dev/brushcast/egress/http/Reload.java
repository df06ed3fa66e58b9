package dev.brushcast.egress.http;

import io.helidon.common.uri.UriQuery;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a player asks of a live playlist with its request (RFC 8216bis, 6.2.5): others are not ours, and ignored.
 *
 * @param sequence of the segment that it is to have; empty: as it is now
 * @param part of that segment; negative: all of it
 * @param skip true: the player knows what came before
 */
record Reload(OptionalLong sequence, int part, boolean skip) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PART = Pattern.compile("[0-9]{1,9}");
    private static final Pattern SKIP = Pattern.compile("YES|v2");

    static final Reload AT_ONCE = new Reload(OptionalLong.empty(), -1, false);

    /** As the query says; empty where it says what cannot be. */
    static Optional<Reload> of(UriQuery query) {
        String sequence = query.first("_HLS_msn").orElse("");
        String part = query.first("_HLS_part").orElse("");
        boolean skip = SKIP.matcher(query.first("_HLS_skip").orElse("")).matches();
        boolean waits = query.contains("_HLS_msn");
        boolean ofPart = query.contains("_HLS_part");
        if ((waits && !NUMBER.matcher(sequence).matches())
                || (ofPart && !(waits && PART.matcher(part).matches()))) {
            return Optional.empty();
        }
        return Optional.of(new Reload(
                waits ? OptionalLong.of(Long.parseLong(sequence)) : OptionalLong.empty(),
                ofPart ? Integer.parseInt(part) : -1,
                skip));
    }
}
