package dev.brushcast.compose.faults.stage;

/**
 * What is set up before anything is broken: three brokers, an ingest host, an egress host, and
 *
 * @param streams as many streams, each in a slot of its own
 * @param workers as many workers
 * @param engine how fast their fake engine is, as {@code --fake-engine} takes it
 * @param network true: brokers and workers are in network namespaces of their own
 * @param smallDisk whose data are on a file system of their own, which can be filled
 * @param clock true: services have a clock that can be set
 * @param failover all services' profile
 */
public record Setup(
        int streams, int workers, String engine, boolean network, SmallDisk smallDisk, boolean clock, String failover) {

    /** Whose data are on a small disk. */
    public enum SmallDisk {
        NOBODY,
        BROKER,
        EGRESS
    }

    /** Fast enough for all. */
    private static final String FAST = "1=2,8=8";

    /** One stream. */
    public static Setup workers(int workers) {
        return new Setup(1, workers, FAST, false, SmallDisk.NOBODY, false, "default");
    }

    public Setup withStreams(int count) {
        return new Setup(count, workers, engine, network, smallDisk, clock, failover);
    }

    public Setup withEngine(String speed) {
        return new Setup(streams, workers, speed, network, smallDisk, clock, failover);
    }

    public Setup withNetwork() {
        return new Setup(streams, workers, engine, true, smallDisk, clock, failover);
    }

    public Setup withSmallDisk(SmallDisk whose) {
        return new Setup(streams, workers, engine, network, whose, clock, failover);
    }

    public Setup withClock() {
        return new Setup(streams, workers, engine, network, smallDisk, true, failover);
    }

    public Setup withFailover(String profile) {
        return new Setup(streams, workers, engine, network, smallDisk, clock, profile);
    }
}
