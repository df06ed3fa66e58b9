package dev.brushcast.compose.size;

import java.util.Comparator;
import java.util.List;

/** What a load takes. A pure function of both; megabytes and gigabytes are powers of ten. */
public record ClusterSize(Load load, Basis basis) {

    private static final double MEGA = 1e6;
    private static final double TERA = 1e12;
    private static final double HOUR = 3600;
    private static final double MONTH_HOURS = 730;

    /** The topics of pictures keep 16 GiB of each partition at most, unless told otherwise. */
    private static final double PARTITION_LIMIT = 16.0 * (1L << 30);

    /** Source and styled pictures. */
    private static final int PICTURE_TOPICS = 2;

    /** A worker and an egress read source pictures, an egress the styled ones. */
    private static final int PICTURE_READS = 3;

    /** What one broker has of something, and how many streams that carries. */
    public record Limit(String of, double streams) {}

    double frameBytes() {
        return basis.frameBytes(load.pixels());
    }

    /** Bytes a second of one stream's source pictures; its styled ones have as many. */
    double pictureRate() {
        return load.fps() * frameBytes();
    }

    /** Bytes a second that clients write of one stream. */
    double writeRate() {
        return PICTURE_TOPICS * pictureRate() + basis.audioBytes();
    }

    /** Bytes a second that clients read of one stream. */
    double readRate() {
        return PICTURE_READS * pictureRate() + basis.audioBytes();
    }

    /** Bytes a second of one stream into brokers, from clients and other brokers. */
    double networkIn() {
        return basis.replication() * writeRate();
    }

    /** Bytes a second of one stream out of brokers. */
    double networkOut() {
        return (basis.replication() - 1) * writeRate() + readRate();
    }

    /** Bytes of one stream's recording, all copies. */
    double stored() {
        double pictures = Math.min(pictureRate() * load.keepHours() * HOUR, PARTITION_LIMIT);
        double audio = basis.audioBytes() * load.keepHours() * HOUR;
        return basis.replication() * (PICTURE_TOPICS * pictures + audio);
    }

    double replicas() {
        return (double) basis.partitionsPerSlot() * basis.replication();
    }

    /** How many streams one broker carries by each of what it has, what is used up first first. */
    public List<Limit> brokerLimits() {
        double cores = basis.brokerCores() * basis.use();
        double network = basis.brokerGigabit() * 1e9 / 8 * basis.use();
        return List.of(
                        new Limit("network out", network / networkOut()),
                        new Limit("network in", network / networkIn()),
                        new Limit("cores, bytes", cores * basis.coreMegabytes() * MEGA / networkIn()),
                        new Limit("cores, transactions", cores * basis.coreTransactions() / load.chunksPerSecond()),
                        new Limit("disk space", basis.brokerTerabytes() * TERA * basis.use() / stored()),
                        new Limit("replicas", basis.brokerReplicas() / replicas()))
                .stream()
                .sorted(Comparator.comparingDouble(Limit::streams))
                .toList();
    }

    public long brokers() {
        long needed =
                (long) Math.ceil(load.streams() / brokerLimits().getFirst().streams());
        return Math.max(basis.replication(), needed);
    }

    /** Installations, each with a prefix and a group of workers of its own. */
    public long cells() {
        return (long) Math.ceil((double) load.streams() / basis.slotsPerGroup());
    }

    public long gpus() {
        return (long) Math.ceil(load.streams() * load.fps() / (basis.gpuFps() * basis.use()));
    }

    /** Of ingest, workers and egress. */
    public long cores() {
        return (long) Math.ceil(load.streams() * load.fps() * basis.cpuMillis(load.pixels()) / 1000 / basis.use());
    }

    /** A stream's share for an hour, by what it is paid for. */
    public record Cost(double gpus, double cores, double brokers, double disks, double zones) {

        public double all() {
            return gpus + cores + brokers + disks + zones;
        }
    }

    public Cost cost() {
        double streams = load.streams();
        // Of three zones two are others: two thirds of what clients write and read, and each further copy.
        double zoneBytes = (writeRate() + readRate()) * 2 / 3 + (basis.replication() - 1) * writeRate();
        return new Cost(
                gpus() * basis.gpuHour() / streams,
                cores() * basis.coreHour() / streams,
                brokers() * basis.brokerCores() * basis.coreHour() / streams,
                stored() / TERA / basis.use() * basis.terabyteMonth() / MONTH_HOURS,
                zoneBytes * HOUR / 1e9 * basis.zoneGigabyte());
    }
}
