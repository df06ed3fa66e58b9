package dev.brushcast.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicsTest {

    @Test
    void everythingAboutAStreamIsInOnePartitionButTheListsOfCapturesAndWorkers() {
        assertThat(Topics.UNPREFIXED.all())
                .filteredOn(topic -> topic.partitions(4) != 4)
                .containsExactly(Topics.UNPREFIXED.epochs(), Topics.UNPREFIXED.workers());
        assertThat(Topics.UNPREFIXED.epochs().partitions(4)).isEqualTo(1);
    }

    @Test
    void everyNameOfAnInstallationBeginsWithItsPrefix() {
        assertThat(new Topics("team-a.").all())
                .extracting(TopicDefinition::name)
                .containsExactly(
                        "team-a.streams",
                        "team-a.epochs",
                        "team-a.styles",
                        "team-a.source-video",
                        "team-a.source-audio",
                        "team-a.styled-video",
                        "team-a.events",
                        "team-a.timings",
                        "team-a.health",
                        "team-a.workers",
                        "team-a.slack",
                        "team-a.dead-letter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"team a", "team/", "täm-", "line\nbreak"})
    void aPrefixThatNoTopicCanBeginWithIsRefusedInOneLine(String prefix) {
        assertThatThrownBy(() -> new Topics(prefix))
                .isInstanceOf(InvalidTopicPrefixException.class)
                .hasMessageMatching("Topics cannot be prefixed with '.*': use up to 100 letters, digits, .*");
        assertThatThrownBy(() -> new Topics("x".repeat(101))).isInstanceOf(InvalidTopicPrefixException.class);
    }

    @Test
    void everyTopicTakesTheLargestRecordAndKeepsItsOwnTimestamp() {
        assertThat(Topics.UNPREFIXED.all())
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("max.message.bytes", "16777216")
                        .containsEntry("message.timestamp.type", "CreateTime"));
    }

    @Test
    void stylesOutliveTheRecordingsTheyBelongTo() {
        assertThat(Topics.UNPREFIXED.styles().retention())
                .isGreaterThan(Topics.UNPREFIXED.sourceVideo().retention());
    }

    @Test
    void whatIsCompactedIsKeptWithoutLimitInSegmentsThatAreSoonReadFromTheirBeginning() {
        assertThat(Topics.UNPREFIXED.health().config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("segment.bytes", "16777216");
    }

    @Test
    void segmentsAreSmallBesideWhatIsKept() {
        assertThat(Topics.UNPREFIXED.sourceAudio().config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.bytes", "1073741824")
                .containsEntry("segment.bytes", "67108864");
    }
}
