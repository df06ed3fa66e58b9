package dev.brushcast.compose.faults;

import dev.brushcast.compose.faults.fault.Fault;
import dev.brushcast.compose.faults.stage.Setup;
import java.util.List;

/**
 * What is tried. Of every one must hold: each captured frame is accounted for, none is shown twice or at another's time, and
 * after each fault the model's pictures are seen again.
 *
 * @param name to choose it by
 * @param setup what is set up
 * @param faults one after the other, each when the one before is got over
 * @param flat whether heap, threads and file descriptors of what runs from beginning to end may not grow
 */
public record Scenario(String name, Setup setup, List<Fault> faults, boolean flat) {

    public Scenario {
        faults = List.copyOf(faults);
    }

    static Scenario of(String name, Setup setup, Fault... faults) {
        return new Scenario(name, setup, List.of(faults), false);
    }

    Scenario withFailover(String profile) {
        return new Scenario(name, setup.withFailover(profile), faults, flat);
    }

    Scenario flatly() {
        return new Scenario(name, setup, faults, true);
    }
}
