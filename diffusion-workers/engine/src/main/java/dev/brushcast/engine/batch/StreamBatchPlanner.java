package dev.brushcast.engine.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * StreamDiffusion's stream batch: one call per frame, whose rows are all steps of as many successive frames of one
 * stream. A stream whose next frame is on its way waits for it, and drains once none is.
 */
public final class StreamBatchPlanner implements BatchPlanner {

    private final int frameBuffer;

    /** @param frameBuffer how many frames of a stream begin in one call, at least 1 */
    public StreamBatchPlanner(int frameBuffer) {
        if (frameBuffer < 1) {
            throw new IllegalArgumentException("a frame buffer of " + frameBuffer + ", expected at least 1");
        }
        this.frameBuffer = frameBuffer;
    }

    @Override
    public <C extends Candidate> List<C> plan(List<C> ready) {
        Map<Object, List<C>> streams = new LinkedHashMap<>();
        for (C candidate : ready) {
            streams.computeIfAbsent(new Lane(candidate.streamId(), candidate.shape()), _ -> new ArrayList<>())
                    .add(candidate);
        }
        for (List<C> stream : streams.values()) {
            List<C> call = call(stream);
            if (!call.isEmpty()) {
                return call;
            }
        }
        return List.of();
    }

    private <C extends Candidate> List<C> call(List<C> stream) {
        List<C> call = new ArrayList<>();
        int beginning = 0;
        boolean moreToCome = false;
        for (C candidate : stream) {
            moreToCome |= candidate.moreToCome();
            if (candidate.step() > 0) {
                call.add(candidate);
            } else if (beginning < frameBuffer) {
                call.add(candidate);
                beginning++;
            }
        }
        boolean waits = beginning < frameBuffer && moreToCome;
        return waits ? List.of() : call;
    }

    private record Lane(String streamId, Object shape) {}
}
