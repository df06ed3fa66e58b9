package dev.brushcast.compose.control.http;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.Arrays;

/**
 * Entity tags of streams: the revision, and when the stream was made, since another one of the same id begins at revision 1 again.
 */
final class Tags {

    private Tags() {}

    static String of(DesiredStream stream) {
        return "\"" + stream.getRevision() + "-" + Long.toString(stream.getCreatedAtUs(), Character.MAX_RADIX) + "\"";
    }

    /** If-None-Match: whether the caller has it; weak tags count. */
    static boolean has(Call call, DesiredStream stream) {
        return call.header("If-None-Match")
                .filter(tags -> lists(tags, of(stream), true))
                .isPresent();
    }

    /** @throws ProblemException if the caller names another state than there is */
    static void requireMatch(Call call, DesiredStream stream) {
        if (call.header("If-Match")
                .filter(tags -> !lists(tags, of(stream), false))
                .isPresent()) {
            throw new ProblemException(
                            ProblemKind.CHANGED,
                            "stream " + stream.getStreamId() + " is at revision " + stream.getRevision()
                                    + ": get it again and change that")
                    .with("ETag", of(stream));
        }
    }

    private static boolean lists(String header, String tag, boolean weak) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .map(one -> weak && one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }
}
