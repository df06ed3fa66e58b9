package dev.brushcast.compose.faults.fault;

import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Setup.SmallDisk;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import java.time.Duration;

/**
 * The disk that the setup names is full. When there is room again, who has ended for it is started.
 *
 * @param length until there is room
 */
public record DiskFull(SmallDisk whose, Duration length) implements Fault {

    @Override
    public String what() {
        return "disk of " + (whose == SmallDisk.BROKER ? "broker 1" : "egress") + " full for " + length.toSeconds()
                + " s";
    }

    @Override
    public void strike(Stage stage) {
        Member member = whose == SmallDisk.BROKER ? stage.brokers().get(1) : stage.egress();
        stage.fillDisk();
        Waits.pause(length);
        stage.freeDisk();
        if (!member.alive()) {
            member.start();
        }
    }
}
