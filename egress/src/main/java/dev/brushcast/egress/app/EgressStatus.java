package dev.brushcast.egress.app;

import dev.brushcast.egress.http.StyleOffer;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.RemovedPushes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows.
 *
 * @param stream id
 * @param state {@code waiting} for the first segment, {@code running}, {@code ended}, {@code failed}
 * @param in source frames so far
 * @param out frames in the output so far
 * @param progress the rest
 * @param push how the push to each server goes
 * @param removedPushes what became of the pictures for servers that were taken away
 * @param source true: the original picture is put out too
 * @param styles those of its source that viewers can choose, its own among them; none: there is no choice
 * @param failure why it failed; null: it has not
 */
public record EgressStatus(
        String stream,
        String state,
        long in,
        long out,
        EgressProgress progress,
        List<PushStatus> push,
        RemovedPushes removedPushes,
        boolean source,
        List<StyleOffer> styles,
        @Nullable String failure) {}
