package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.compose.control.auth.Role;
import dev.brushcast.compose.control.fleet.Claim;
import dev.brushcast.compose.control.fleet.FleetNow;
import dev.brushcast.compose.control.fleet.FleetTotals;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.avro.WorkerStream;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The workers: what they can carry, what they have to, and which slots are whose. */
record FleetRoute(StreamStore store) {

    private static final String SERVING = state(WorkerState.SERVING);
    private static final double US_PER_MS = 1e3;

    Route route() {
        return new Route("GET", "/api/v1/fleet", Role.VIEWER, this::get);
    }

    private Reply get(Call call) {
        FleetNow now = store.fleet().now(store.all());
        FleetTotals totals = FleetTotals.of(now);
        ObjectNode body = Papers.JSON.createObjectNode();
        body.put("slots", store.slots())
                .put("free", Math.max(0, store.slots() - store.all().size()))
                .put("load", Double.isNaN(totals.load()) ? null : (Double) totals.load())
                .put("lagSeconds", totals.lagSeconds())
                .put("givenAway", FleetNow.FULL);
        ArrayNode unserved = body.putArray("unserved");
        now.unserved().stream().map(Claim::streamId).forEach(unserved::add);
        SortedMap<String, ObjectNode> papers = new TreeMap<>();
        store.fleet()
                .present()
                .forEach(worker -> papers.put(worker.getWorker(), worker(now, worker, state(worker.getState()))));
        store.fleet().silent().forEach(worker -> papers.put(worker.getWorker(), worker(now, worker, "silent")));
        body.putArray("workers").addAll(papers.values());
        return Reply.json(200, body);
    }

    private static String state(WorkerState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode worker(FleetNow now, WorkerHealth worker, String state) {
        ObjectNode paper = Papers.JSON
                .createObjectNode()
                .put("name", worker.getWorker())
                .put("state", state)
                .put("model", worker.getModel())
                .put("device", worker.getDevice())
                .put("startedAt", Papers.time(worker.getStartedAtUs()))
                .put("updatedAt", Papers.time(worker.getUpdatedAtUs()))
                .put("threads", worker.getThreads())
                .put("load", now.load(worker))
                .put("sustained", worker.getSustained())
                .put("room", state.equals(SERVING) ? now.room(worker) : 0);
        ArrayNode slots = paper.putArray("slots");
        worker.getSlots().forEach(slots::add);
        ArrayNode models = paper.putArray("models");
        worker.getModels().forEach(model -> models.add(model(model)));
        ArrayNode capacities = paper.putArray("capacities");
        worker.getCapacities().forEach(point -> capacities.add(capacity(point)));
        ArrayNode streams = paper.putArray("streams");
        worker.getStreams().forEach(stream -> streams.add(stream(stream)));
        return paper;
    }

    private static ObjectNode model(WorkerModel model) {
        return Papers.JSON
                .createObjectNode()
                .put("name", model.getName())
                .put("hash", model.getHash())
                .put("cost", model.getCost())
                .put("sideMultiple", model.getSideMultiple());
    }

    private static ObjectNode capacity(WorkerCapacity point) {
        return Papers.JSON
                .createObjectNode()
                .put("width", point.getWidth())
                .put("height", point.getHeight())
                .put("steps", point.getSteps())
                .put("framesPerSecond", point.getFramesPerSecond());
    }

    private static ObjectNode stream(WorkerStream stream) {
        return Papers.JSON
                .createObjectNode()
                .put("id", stream.getStreamId())
                .put("slot", stream.getSlot())
                .put("live", stream.getLive())
                .put("width", stream.getWidth())
                .put("height", stream.getHeight())
                .put("steps", stream.getSteps())
                .put("askedFps", stream.getAskedFps())
                .put("lateFps", stream.getLateFps())
                .put("lagMs", stream.getLagUs() / US_PER_MS)
                .put("model", stream.getModel());
    }
}
