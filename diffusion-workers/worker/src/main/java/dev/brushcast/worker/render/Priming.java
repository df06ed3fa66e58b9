package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.worker.style.StyleTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a new session the chunks that its stream's state says were seen: silently those that were published, so that it has
 * in its memory what they left there, and to be shown those that were not. Owned by the stream thread.
 */
final class Priming implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Priming.class);

    private final ChunkRenderer shared;
    private final SourceLog log;

    Priming(ChunkRenderer shared, SourceLog log) {
        this.shared = shared;
        this.log = log;
    }

    /**
     * Primes a session, which is as of the state then. Each chunk has the deadline that it would have if it came now: by its
     * own, or that of the chunk that waits, it may be too late to be rendered, and would leave nothing in the session.
     */
    void prime(OpenStream open, String streamId, StyleTimeline styles, StreamState state, Ledger ledger)
            throws RenderTimeoutException {
        long begun = shared.clock().nowNanos();
        List<SourcePlace> lookback = state.trail().lookback();
        List<SourcePlace> unpublished = state.trail().unpublished();
        List<SourceRecord> found = read(streamId, state.epoch(), lookback, unpublished);
        int silent = (int) found.stream()
                .filter(record -> lookback.contains(record.place()))
                .count();
        // All of them first: if the engine does not answer, each has its outcome nevertheless.
        found.subList(silent, found.size())
                .forEach(record -> open.pending().add(open.model().intake().takeAgain(record, styles)));
        for (SourceRecord record : found.subList(0, silent)) {
            show(open, open.model().intake().takeAgain(record, styles), false);
        }
        for (ChunkInWork chunk : List.copyOf(open.pending())) {
            RenderResult result = show(open, chunk, true);
            shared.results().accept(open.pending(), result.results());
        }
        ledger.publishComplete(open.pending());
        open.settle(state.trail().lastSeen());
        ledger.primed(begun);
        LOGGER.atInfo()
                .addKeyValue("stream", streamId)
                .addKeyValue("epoch", state.epoch())
                .addKeyValue("chunks", found.size())
                .addKeyValue("pending", found.size() - silent)
                .log("A session takes over the stream and is shown its last chunks");
    }

    /** Publishes what another worker has left pending of a model that this one lacks, without it. */
    void passBy(String streamId, StyleTimeline styles, StreamState state, Ledger ledger) {
        read(streamId, state.epoch(), List.of(), state.trail().unpublished())
                .forEach(record -> ledger.publish(shared.lacked().take(record, styles)));
    }

    private RenderResult show(OpenStream open, ChunkInWork chunk, boolean shown) throws RenderTimeoutException {
        if (chunk.inputs().isEmpty()) {
            return new RenderResult(List.of(), Continuity.NONE);
        }
        open.takes(chunk.source().chunk());
        RenderRequest request = new RenderRequest(
                chunk.sourceFrames(), Continuity.NONE, chunk.pace().deadlineNanos(), shown);
        return open.model().engine().await(open.session(), request);
    }

    /** What is there of the places, in their order; what is not is told once. */
    private List<SourceRecord> read(
            String streamId, long epoch, List<SourcePlace> lookback, List<SourcePlace> unpublished) {
        List<SourcePlace> places = new ArrayList<>(lookback);
        places.addAll(unpublished);
        Map<Long, SourceRecord> byOffset = log.read(places).stream()
                .filter(record -> isOf(record.chunk(), streamId, epoch))
                .collect(Collectors.toMap(SourceRecord::offset, Function.identity(), (first, _) -> first));
        List<SourceRecord> found = places.stream()
                .filter(place -> byOffset.containsKey(place.offset())
                        && byOffset.get(place.offset()).place().equals(place))
                .map(place -> byOffset.get(place.offset()))
                .toList();
        if (found.size() < places.size()) {
            long lost = unpublished.stream()
                    .filter(place -> !byOffset.containsKey(place.offset()))
                    .count();
            LOGGER.atWarn()
                    .addKeyValue("stream", streamId)
                    .addKeyValue("epoch", epoch)
                    .log(
                            "{} of the {} source chunks that the stream's picture goes back to are not in the log any more;"
                                    + " {} of them had not been published and are lost",
                            places.size() - found.size(),
                            places.size(),
                            lost);
        }
        return found;
    }

    private static boolean isOf(VideoChunk chunk, String streamId, long epoch) {
        return chunk.getStreamId().equals(streamId) && chunk.getEpoch() == epoch;
    }

    @Override
    public void close() {
        log.close();
    }
}
