package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.event.Events;
import dev.brushcast.compose.control.fleet.FleetNow;
import dev.brushcast.compose.control.fleet.Verdict;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.WorkerHealth;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has become of a stream.
 *
 * @param epochs its newest capture, by its id
 * @param health how that goes, by its id
 * @param events what happened
 * @param store what workers tell, and what they have to carry
 */
record StreamStatus(
        Function<String, Optional<EpochStart>> epochs,
        Function<String, Optional<StreamHealth>> health,
        Events events,
        StreamStore store) {

    /**
     * {@code epoch}, {@code health}, {@code lastTrouble} and {@code worker}, null where there is none; those of one that was deleted do
     * not count. And {@code capacity}: whether the worker can carry it.
     */
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
        FleetNow now = store.fleet().now(store.all());
        status.put(
                "worker",
                now.ofSlot(stream.getSlot()).map(WorkerHealth::getWorker).orElse(null));
        Verdict verdict = store.fleet().judge(stream, store.all());
        status.putObject("capacity").put("state", name(verdict)).put("reason", verdict.reason());
        return status;
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits _ -> "fits";
            case Verdict.TooMuch _ -> "beyond";
            case Verdict.Unknown _ -> "unknown";
        };
    }
}
