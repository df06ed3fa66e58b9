package dev.brushcast.compose.faults;

import static dev.brushcast.compose.faults.fault.Target.BROKER_1;
import static dev.brushcast.compose.faults.fault.Target.BROKER_2;
import static dev.brushcast.compose.faults.fault.Target.BROKER_3;
import static dev.brushcast.compose.faults.fault.Target.EGRESS;
import static dev.brushcast.compose.faults.fault.Target.INGEST;
import static dev.brushcast.compose.faults.fault.Target.SERVING_WORKER;

import dev.brushcast.compose.faults.fault.BrokersKilled;
import dev.brushcast.compose.faults.fault.ClockSet;
import dev.brushcast.compose.faults.fault.Cut;
import dev.brushcast.compose.faults.fault.DiskFull;
import dev.brushcast.compose.faults.fault.Frozen;
import dev.brushcast.compose.faults.fault.HostileRecords;
import dev.brushcast.compose.faults.fault.Killed;
import dev.brushcast.compose.faults.fault.LeadersMoved;
import dev.brushcast.compose.faults.fault.Passed;
import dev.brushcast.compose.faults.fault.RepeatedRecords;
import dev.brushcast.compose.faults.fault.Restarted;
import dev.brushcast.compose.faults.fault.Scaled;
import dev.brushcast.compose.faults.fault.ShuffledChunks;
import dev.brushcast.compose.faults.stage.Setup;
import dev.brushcast.compose.faults.stage.Setup.SmallDisk;
import java.time.Duration;
import java.util.List;

/** All that are tried. */
public final class Scenarios {

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Setup TWO = Setup.workers(2);
    private static final Setup ONE = Setup.workers(1);

    /** A call of the model takes twice as long as the frames of it last. */
    private static final String HALF_OF_REAL_TIME = "1=200,2=400,4=800";

    private Scenarios() {}

    /** All at once, for every build. */
    public static Scenario inShort() {
        return Scenario.of(
                "short",
                TWO,
                new Killed(SERVING_WORKER, SHORT),
                new HostileRecords(20),
                new RepeatedRecords(10),
                new Frozen(SERVING_WORKER, SHORT),
                new Killed(BROKER_2, SHORT),
                new Killed(EGRESS, Duration.ofSeconds(1)),
                new Scaled(1),
                new Scaled(2),
                new Scaled(1));
    }

    /** One after the other. */
    public static List<Scenario> all() {
        return List.of(
                inShort(),
                Scenario.of("worker-killed", TWO, new Killed(SERVING_WORKER, SHORT), new Killed(SERVING_WORKER, SHORT)),
                Scenario.of("last-worker-killed", ONE, new Killed(SERVING_WORKER, SHORT)),
                Scenario.of("worker-frozen", TWO, new Frozen(SERVING_WORKER, LONG)),
                Scenario.of("worker-restarted", TWO, new Restarted(SERVING_WORKER)),
                Scenario.of("ingest-killed", ONE, new Killed(INGEST, SHORT)),
                Scenario.of("ingest-frozen", ONE, new Frozen(INGEST, LONG)),
                Scenario.of("ingest-restarted", ONE, new Restarted(INGEST)),
                Scenario.of("egress-killed", ONE, new Killed(EGRESS, SHORT)),
                Scenario.of("egress-frozen", ONE, new Frozen(EGRESS, LONG)),
                Scenario.of(
                        "egress-restarted",
                        ONE,
                        new Passed("nothing", Duration.ofSeconds(10)),
                        new Restarted(EGRESS),
                        new Killed(EGRESS, SHORT),
                        new Restarted(EGRESS),
                        new Killed(EGRESS, SHORT)),
                Scenario.of(
                        "brokers-killed-in-turn",
                        TWO,
                        new Killed(BROKER_1, SHORT),
                        new Killed(BROKER_2, SHORT),
                        new Killed(BROKER_3, SHORT)),
                Scenario.of(
                        "brokers-frozen-in-turn",
                        TWO,
                        new Frozen(BROKER_1, LONG),
                        new Frozen(BROKER_2, LONG),
                        new Frozen(BROKER_3, LONG)),
                Scenario.of(
                        "brokers-restarted-in-turn",
                        TWO,
                        new Restarted(BROKER_1),
                        new Restarted(BROKER_2),
                        new Restarted(BROKER_3)),
                Scenario.of("all-brokers-killed", TWO, new BrokersKilled(SHORT)),
                Scenario.of("leaders-moved", TWO, new LeadersMoved(3)),
                Scenario.of("network-cut", TWO.withNetwork(), new Cut(SERVING_WORKER, LONG), new Cut(BROKER_1, LONG)),
                Scenario.of(
                        "clock-set",
                        ONE.withClock(),
                        new ClockSet(Duration.ofSeconds(30), LONG),
                        new ClockSet(Duration.ofSeconds(-30), LONG)),
                Scenario.of(
                        "slow-model",
                        ONE.withEngine(HALF_OF_REAL_TIME),
                        new Passed("model of half the source's rate", Duration.ofMinutes(10))),
                Scenario.of("hostile-records", ONE, new HostileRecords(200)),
                Scenario.of("repeated-records", ONE, new RepeatedRecords(50)),
                Scenario.of("shuffled-chunks", ONE, new ShuffledChunks(40)),
                Scenario.of(
                        "disk-full-broker", TWO.withSmallDisk(SmallDisk.BROKER), new DiskFull(SmallDisk.BROKER, LONG)),
                Scenario.of(
                        "disk-full-egress", ONE.withSmallDisk(SmallDisk.EGRESS), new DiskFull(SmallDisk.EGRESS, LONG)),
                Scenario.of("scale", ONE.withStreams(4), new Scaled(4), new Scaled(2)),
                Scenario.of("soak", TWO.withStreams(2), new Passed("nothing", Duration.ofMinutes(30)))
                        .flatly());
    }
}
