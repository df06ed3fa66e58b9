package dev.brushcast.egress.app;

import dev.brushcast.egress.ledger.EgressProgress;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows.
 *
 * @param stream id
 * @param state {@code waiting} for the first segment, {@code running}, {@code ended}, {@code failed}
 * @param in source frames so far
 * @param out frames in the output so far
 * @param progress the rest
 * @param source true: the original picture is put out too
 * @param failure why it failed; null: it has not
 */
public record EgressStatus(
        String stream,
        String state,
        long in,
        long out,
        EgressProgress progress,
        boolean source,
        @Nullable String failure) {}
