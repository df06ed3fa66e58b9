package dev.brushcast.compose.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A size as a table in Markdown. */
public final class SizeTable {

    private final ClusterSize size;
    private final List<String> lines = new ArrayList<>();

    private SizeTable(ClusterSize size) {
        this.size = size;
    }

    /** All lines of it. */
    public static List<String> of(ClusterSize size) {
        SizeTable table = new SizeTable(size);
        table.needs();
        table.limits();
        table.cost();
        return List.copyOf(table.lines);
    }

    private void needs() {
        Load load = size.load();
        Basis basis = size.basis();
        double streams = load.streams();
        head("what", "one stream", number(streams) + " streams");
        row("a picture of " + load.width() + "x" + load.height(), kilobytes(size.frameBytes()), "");
        row("a record of " + load.chunkFrames() + " pictures", kilobytes(size.frameBytes() * load.chunkFrames()), "");
        row(
                "records of pictures, and transactions, a second",
                number(load.chunksPerSecond()),
                number(load.chunksPerSecond() * streams));
        row("written by clients", rate(size.writeRate()), rate(size.writeRate() * streams));
        row("read by clients", rate(size.readRate()), rate(size.readRate() * streams));
        row(
                "into brokers, " + basis.replication() + " copies",
                rate(size.networkIn()),
                rate(size.networkIn() * streams));
        row("out of brokers", rate(size.networkOut()), rate(size.networkOut() * streams));
        row("kept, all copies", bytes(size.stored()), bytes(size.stored() * streams));
        row(
                "partitions; replicas",
                basis.partitionsPerSlot() + "; " + number(size.replicas()),
                number(basis.partitionsPerSlot() * streams) + "; " + number(size.replicas() * streams));
        row("GPUs", number(size.gpus() / streams), number(size.gpus()));
        row("cores of ingest, workers and egress", number(size.cores() / streams), number(size.cores()));
        row("brokers of " + basis.brokerCores() + " cores", number(size.brokers() / streams), number(size.brokers()));
        row("installations (prefixes) of " + basis.slotsPerGroup() + " slots", "", number(size.cells()));
    }

    private void limits() {
        lines.add("");
        head("what one broker has", "streams that it carries", "is used up");
        int place = 1;
        for (ClusterSize.Limit limit : size.brokerLimits()) {
            row(
                    limit.of(),
                    number(limit.streams()),
                    switch (place++) {
                        case 1 -> "first";
                        case 2 -> "second";
                        case 3 -> "third";
                        default -> "";
                    });
        }
    }

    private void cost() {
        ClusterSize.Cost cost = size.cost();
        lines.add("");
        head("cost of a stream for an hour", "", "share");
        row("GPUs", money(cost.gpus()), share(cost.gpus()));
        row("cores", money(cost.cores()), share(cost.cores()));
        row("brokers", money(cost.brokers()), share(cost.brokers()));
        row("disks", money(cost.disks()), share(cost.disks()));
        row("traffic between zones", money(cost.zones()), share(cost.zones()));
        row("all", money(cost.all()), "");
    }

    private String share(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part / size.cost().all());
    }

    private void head(String... cells) {
        row(cells);
        lines.add("|---|---|---|");
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    private static String number(long value) {
        return number((double) value);
    }

    /** Three digits are as many as these figures are worth. */
    private static String number(double value) {
        if (value >= 1000) {
            double scale = Math.pow(10, Math.floor(Math.log10(value)) - 2);
            return String.format(Locale.ROOT, "%,.0f", Math.round(value / scale) * scale);
        }
        int decimals = value >= 100 || value == Math.rint(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String money(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String kilobytes(double bytes) {
        return number(bytes / 1e3) + " kB";
    }

    private static String rate(double bytes) {
        return bytes(bytes) + "/s";
    }

    private static String bytes(double bytes) {
        if (bytes >= 1e15) {
            return number(bytes / 1e15) + " PB";
        }
        if (bytes >= 1e12) {
            return number(bytes / 1e12) + " TB";
        }
        return bytes >= 1e9 ? number(bytes / 1e9) + " GB" : number(bytes / 1e6) + " MB";
    }
}
