package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.OrtGraph;
import dev.brushcast.engine.onnx.session.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inputs and outputs of a transformer's step graph.
 *
 * @param latent rows, channels, frames, height, width
 * @param timestep rows, frames
 * @param startFrame rows
 * @param slotMask layers, rows, slots
 * @param layers of each block
 * @param flow like the latent
 * @param sinks of a graph that judges sinks
 */
record TransformerPorts(
        Port latent,
        Port timestep,
        Port startFrame,
        Port slotMask,
        List<Layer> layers,
        Port flow,
        Optional<Sinks> sinks) {

    /**
     * Of one block.
     *
     * @param crossKeys 1 or rows, text tokens, heads, head width; values alike
     * @param pastKeys rows, tokens of all slots, heads, head width; values alike
     * @param newKeys rows, tokens of the frames, heads, head width; values alike
     */
    record Layer(Port crossKeys, Port crossValues, Port pastKeys, Port pastValues, Port newKeys, Port newValues) {}

    /**
     * @param evictSlot layers, rows
     * @param valid rows, sinks
     * @param threshold one number
     * @param refreshed layers, rows
     */
    record Sinks(Port evictSlot, Port valid, Port threshold, Port refreshed) {}

    /** @throws dev.brushcast.engine.EngineException if the graph is no transformer step */
    static TransformerPorts of(OrtGraph graph) {
        NamedPorts ports = new NamedPorts(graph);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < ports.countOut("new_k"); i++) {
            layers.add(new Layer(
                    ports.in("cross_k." + i, 4),
                    ports.in("cross_v." + i, 4),
                    ports.in("past_k." + i, 4),
                    ports.in("past_v." + i, 4),
                    ports.out("new_k." + i, 4),
                    ports.out("new_v." + i, 4)));
        }
        if (layers.isEmpty()) {
            throw graph.unsuitable("outputs new_k.0, new_v.0 and so on");
        }
        return new TransformerPorts(
                ports.in("latent", 5),
                ports.in("timestep", 2),
                ports.in("start_frame", 1),
                ports.in("slot_mask", 3),
                layers,
                ports.out("flow", 5),
                ports.hasIn("evict_slot")
                        ? Optional.of(new Sinks(
                                ports.in("evict_slot", 2),
                                ports.in("sink_valid", 2),
                                ports.in("adapt_thr", 0),
                                ports.out("adapt_slot", 2)))
                        : Optional.empty());
    }
}
