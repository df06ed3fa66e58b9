package dev.brushcast.compose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.TopicState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicTableTest {

    @Test
    void aTopicIsALineOfWhatTheClusterHas() {
        String table = TopicTable.of(List.of(
                new TopicState.Present(
                        Topics.UNPREFIXED.sourceVideo(),
                        8,
                        3,
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "3600000",
                                "retention.bytes", "17179869184",
                                "max.message.bytes", "16777216")),
                new TopicState.Missing(Topics.UNPREFIXED.styles())));

        assertThat(table.lines().map(line -> List.of(line.split(" {2,}"))))
                .containsExactly(
                        List.of("topic", "partitions", "replication", "cleanup", "keeps", "of each", "max record"),
                        List.of("source-video", "8", "3", "delete", "1 h", "16 GiB", "16 MiB"),
                        List.of("styles", "missing"));
    }

    @Test
    void whatIsKeptForEverSaysSo() {
        String table = TopicTable.of(List.of(new TopicState.Present(
                Topics.UNPREFIXED.epochs(), 1, 1, Map.of("cleanup.policy", "compact", "retention.ms", "-1"))));

        assertThat(table).contains("compact", "for ever", "no limit");
    }
}
