package dev.brushcast.egress.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client has of a file already (RFC 9110, 13). Dates are of whole seconds, in which a playlist may change several times:
 * until a file has been left alone for a while, only its tag says that it is the same.
 *
 * @param tag of the file as it is, an entity tag
 * @param modified when it was written
 * @param settled true: it has not been written to for a while
 */
record Conditions(String tag, Instant modified, boolean settled) {

    private static final Duration WHILE = Duration.ofMinutes(1);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Conditions of(OutputFolder.Opened file, Instant now) {
        Instant modified = file.modified();
        long nanos = modified.getEpochSecond() * 1_000_000_000 + modified.getNano();
        String tag = "\"" + Long.toString(file.size(), Character.MAX_RADIX) + "-"
                + Long.toString(nanos, Character.MAX_RADIX) + "\"";
        boolean settled =
                file.kind() != MediaKind.PLAYLIST || modified.plus(WHILE).isBefore(now);
        return new Conditions(tag, modified, settled);
    }

    /** As the Last-Modified header has it. */
    String date() {
        return DATE.format(modified);
    }

    /** True when the client has the file as it is: 304. */
    boolean fresh(ServerRequestHeaders request) {
        Optional<String> tags = all(request, HeaderNames.IF_NONE_MATCH);
        if (tags.isPresent()) {
            return matches(tags.get());
        }
        return settled
                && all(request, HeaderNames.IF_MODIFIED_SINCE)
                        .flatMap(Conditions::date)
                        .filter(since -> modified.getEpochSecond() <= since.getEpochSecond())
                        .isPresent();
    }

    /** True when a range of the file is a part of what the client has begun: without If-Range always. */
    boolean rangeHolds(ServerRequestHeaders request) {
        Optional<String> begun = all(request, HeaderNames.IF_RANGE);
        if (begun.isEmpty()) {
            return true;
        }
        String value = begun.get().strip();
        return value.startsWith("\"") ? value.equals(tag) : settled && value.equals(date());
    }

    private boolean matches(String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }

    private static Optional<String> all(ServerRequestHeaders request, HeaderName name) {
        return request.contains(name)
                ? Optional.of(String.join(",", request.get(name).allValues()))
                : Optional.empty();
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from));
        } catch (DateTimeParseException _) { // as if it were not there
            return Optional.empty();
        }
    }
}
