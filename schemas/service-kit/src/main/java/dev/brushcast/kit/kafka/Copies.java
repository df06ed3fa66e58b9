package dev.brushcast.kit.kafka;

/**
 * How safe a topic's records are.
 *
 * @param replication brokers that have each partition, at least 1
 * @param minInSync how many of them must have a record before it counts as written, {@code min.insync.replicas}
 */
public record Copies(int replication, int minInSync) {

    /** Whether records are lost, or their partition stands still, with fewer brokers away than by the other. */
    boolean fewerThan(Copies other) {
        return replication < other.replication || minInSync < other.minInSync;
    }

    @Override
    public String toString() {
        return replication + (replication == 1 ? " copy" : " copies") + " (" + minInSync + " in sync to write)";
    }
}
