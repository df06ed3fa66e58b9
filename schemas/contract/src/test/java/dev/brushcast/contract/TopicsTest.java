package dev.brushcast.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TopicsTest {

    @Test
    void everythingAboutAStreamIsInOnePartitionButTheListOfStreams() {
        assertThat(Topics.all()).filteredOn(topic -> topic.partitions(4) != 4).containsExactly(Topics.STREAMS);
        assertThat(Topics.STREAMS.partitions(4)).isEqualTo(1);
    }

    @Test
    void everyTopicTakesTheLargestRecordAndKeepsItsOwnTimestamp() {
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("max.message.bytes", "16777216")
                        .containsEntry("message.timestamp.type", "CreateTime"));
    }

    @Test
    void stylesOutliveTheRecordingsTheyBelongTo() {
        assertThat(Topics.STYLES.retention()).isGreaterThan(Topics.SOURCE_VIDEO.retention());
    }

    @Test
    void whatIsCompactedIsKeptWithoutLimit() {
        assertThat(Topics.HEALTH.config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .doesNotContainKey("segment.bytes");
    }

    @Test
    void segmentsAreSmallBesideWhatIsKept() {
        assertThat(Topics.SOURCE_AUDIO.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.bytes", "1073741824")
                .containsEntry("segment.bytes", "67108864");
    }
}
