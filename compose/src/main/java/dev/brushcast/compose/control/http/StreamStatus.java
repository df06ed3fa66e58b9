package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamHealth;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has become of a stream.
 *
 * @param epochs its newest capture, by its id
 * @param health how that goes, by its id
 * @param events what happened
 */
record StreamStatus(
        Function<String, Optional<EpochStart>> epochs, Function<String, Optional<StreamHealth>> health, Events events) {

    /** {@code epoch}, {@code health} and {@code lastTrouble}; null where there is none. Those of one that was deleted do not count. */
    ObjectNode of(DesiredStream stream) {
        String id = stream.getStreamId();
        long since = stream.getCreatedAtUs();
        ObjectNode status = Papers.JSON.createObjectNode();
        status.set(
                "epoch",
                epochs.apply(id)
                        .filter(epoch -> epoch.getStartedAtUs() >= since)
                        .map(Papers::of)
                        .orElse(null));
        status.set(
                "health",
                health.apply(id)
                        .filter(totals -> totals.getUpdatedAtUs() >= since)
                        .map(Papers::of)
                        .orElse(null));
        status.set(
                "lastTrouble",
                events.lastTrouble(id)
                        .filter(told -> told.event().getAtUs() >= since)
                        .map(told -> told.paper())
                        .orElse(null));
        return status;
    }
}
