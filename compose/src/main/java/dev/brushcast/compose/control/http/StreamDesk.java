package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.settings.StreamSettings;
import dev.brushcast.compose.control.store.StoreUnavailableException;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.compose.control.store.Write;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.ingest.config.IngestConfig;
import java.util.function.UnaryOperator;

/**
 * Changes of streams as requests ask for them. Without If-Match a change that another one came before is made of what that one
 * left; with it, it is refused.
 *
 * @param store the streams
 * @param rules what a stream may be
 */
record StreamDesk(StreamStore store, StreamRules rules) {

    private static final int TRIES = 8;

    /** @throws ProblemException if there is none */
    DesiredStream require(String id) {
        return store.find(id).orElseThrow(() -> noStream(id));
    }

    /**
     * Looks whether a new stream can have the model that it asks for; one that is there already keeps it.
     *
     * @throws ProblemException if a worker lacks it, or its pictures are not for it
     */
    void requireModel(String id, StreamSettings wanted) {
        IngestConfig ingest = ingest(id, wanted);
        if (ingest.model() != null && store.find(id).isEmpty()) {
            requireFit(ingest);
        }
    }

    /** The same where a stream is started, or is to be taken in otherwise. */
    private void requireModel(String id, StreamSettings stored, StreamSettings next) {
        if (next.running() && !(stored.running() && next.ingest().equals(stored.ingest()))) {
            requireFit(ingest(id, next));
        }
    }

    private IngestConfig ingest(String id, StreamSettings settings) {
        return IngestConfig.of(settings.stream(id), rules.topics());
    }

    private void requireFit(IngestConfig ingest) {
        store.fleet().refusal(ingest).ifPresent(why -> {
            throw new ProblemException(ProblemKind.NO_MODEL, why);
        });
    }

    private static ProblemException noStream(String id) {
        return new ProblemException(ProblemKind.NOT_FOUND, "there is no stream " + id);
    }

    /** A stream with other settings; those that it has already change nothing, not even its revision. */
    DesiredStream change(Call call, String id, UnaryOperator<StreamSettings> change) {
        for (int i = 0; i < TRIES; i++) {
            DesiredStream before = require(id);
            StreamSettings stored = StreamSettings.of(before);
            StreamSettings next = change.apply(stored);
            boolean same = next.equals(stored);
            if (!same) {
                rules.require(id, next);
            }
            Tags.requireMatch(call, before); // last: a request that cannot be is that in any state (RFC 9110, 13.2.1)
            if (same) {
                return before;
            }
            requireModel(id, stored, next);
            switch (store.replace(before, next.stream(id), call.flag(CreateRoute.BEYOND_CAPACITY))) {
                case Write.Done done -> {
                    return done.stream();
                }
                case Write.Gone _ -> throw noStream(id);
                case Write.NoRoom tooMuch -> throw new ProblemException(ProblemKind.NO_ROOM, tooMuch.why());
                case Write.NoSlotFree _, Write.Changed _ -> {} // once more, on what there is now
            }
        }
        throw new StoreUnavailableException("Others are changing stream " + id + " all the time: try again");
    }

    void remove(Call call, String id) {
        for (int i = 0; i < TRIES; i++) {
            DesiredStream before = require(id);
            Tags.requireMatch(call, before);
            switch (store.remove(before)) {
                case Write.Done _ -> {
                    return;
                }
                case Write.Gone _ -> throw noStream(id);
                case Write.NoRoom _, Write.NoSlotFree _, Write.Changed _ -> {}
            }
        }
        throw new StoreUnavailableException("Others are changing stream " + id + " all the time: try again");
    }
}
