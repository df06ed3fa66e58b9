package dev.brushcast.compose.cli.command;

import dev.brushcast.kit.kafka.TopicState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Topics as a table for people: what the cluster has, not what was wished for. */
final class TopicTable {

    private static final long MIB = 1 << 20;

    private TopicTable() {}

    /** One line for each topic below a line of headings. */
    static String of(List<TopicState> topics) {
        int width = topics.stream()
                .mapToInt(topic -> topic.definition().name().length())
                .max()
                .orElse(0);
        return topics.stream()
                .map(topic -> row(width, topic))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        row(width, "topic", "partitions", "replication", "cleanup", "keeps", "of each", "max record")
                                + System.lineSeparator(),
                        ""));
    }

    private static String row(int width, TopicState topic) {
        return switch (topic) {
            case TopicState.Missing missing -> row(width, missing.definition().name(), "missing", "", "", "", "", "");
            case TopicState.Present present ->
                row(
                        width,
                        present.definition().name(),
                        present.partitions(),
                        present.replication(),
                        present.config().getOrDefault("cleanup.policy", "?"),
                        time(number(present, "retention.ms")),
                        size(number(present, "retention.bytes")),
                        size(number(present, "max.message.bytes")));
        };
    }

    private static String row(int width, Object... cells) {
        return String.format(Locale.ROOT, "%-" + width + "s  %10s  %11s  %-14s  %-8s  %8s  %10s", cells)
                .stripTrailing();
    }

    private static long number(TopicState.Present topic, String setting) {
        return Long.parseLong(topic.config().getOrDefault(setting, "-1"));
    }

    private static String time(long millis) {
        if (millis < 0) {
            return "for ever";
        }
        Duration time = Duration.ofMillis(millis);
        return time.toDays() >= 2 ? time.toDays() + " days" : time.toHours() + " h";
    }

    private static String size(long bytes) {
        if (bytes < 0) {
            return "no limit";
        }
        return bytes % (1024 * MIB) == 0 ? bytes / (1024 * MIB) + " GiB" : bytes / MIB + " MiB";
    }
}
