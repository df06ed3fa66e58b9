package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.worker.faults.RecordPlace;

/** What a worker answers to style updates that it takes. */
final class StyleEvents {

    private static final long US_PER_MS = 1_000;

    /** Updates are no capture's; captures count from 1. */
    private static final long NO_EPOCH = 0;

    private final String origin;

    StyleEvents(String worker) {
        origin = "worker " + worker;
    }

    /** The event that an update is kept. */
    StreamEvent taken(StyleUpdate update, RecordPlace place, long nowMs) {
        return StreamEvent.newBuilder()
                .setStreamId(update.getStreamId())
                .setEpoch(NO_EPOCH)
                .setType(StreamEventType.STYLE_TAKEN)
                .setAtUs(nowMs * US_PER_MS)
                .setOrigin(origin)
                .setMessage("style " + update.getRevision() + " is taken")
                .setDetails(place.details())
                .build();
    }
}
