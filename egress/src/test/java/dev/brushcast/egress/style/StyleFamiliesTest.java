package dev.brushcast.egress.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StyleFamiliesTest {

    private static final long SECOND_NS = 1_000_000_000;

    private @Nullable Collection<DesiredStream> streams = new ArrayList<>();
    private long nowNs;
    private final StyleFamilies families = new StyleFamilies(() -> Optional.ofNullable(streams), () -> nowNs);

    @Test
    void anOriginalAndItsCopiesThatHaveATitleAreAChoiceForTheViewersOfEach() {
        are(
                stream("cam", "testsrc", "Oil"),
                stream("cam-b", "stream:cam", "Neon"),
                stream("cam-a", "stream:cam?begin=head", "Ink"),
                stream("lobby", "testsrc", "Comic"));

        List<StyleChoice> choices = List.of(
                new StyleChoice("cam", "Oil"), new StyleChoice("cam-a", "Ink"), new StyleChoice("cam-b", "Neon"));
        assertThat(families.of("cam")).isEqualTo(choices);
        assertThat(families.of("cam-a")).isEqualTo(choices);
        assertThat(families.of("cam-b")).isEqualTo(choices);
        assertThat(families.of("lobby")).isEmpty();
        assertThat(families.of("none")).isEmpty();
    }

    @Test
    void aCopyWithoutATitleIsNobodysChoice() {
        are(stream("cam", "testsrc", "Oil"), stream("cam-trial", "stream:cam", null));
        assertThat(families.of("cam")).isEmpty();
        assertThat(families.of("cam-trial")).isEmpty();
    }

    @Test
    void whatIsReplayedStandsStillOrFollowsNothingThatRunsIsNoChoice() {
        are(
                stream("cam", "testsrc", null),
                stream("again", "stream:cam?epoch=1", "Again"),
                stopped(stream("still", "stream:cam", "Still")),
                stream("lost", "stream:gone", "Lost"),
                stopped(stream("away", "testsrc", "Away")),
                stream("follower", "stream:away", "Follower"));
        for (String id : List.of("cam", "again", "still", "lost", "away", "follower")) {
            assertThat(families.of(id)).as(id).isEmpty();
        }
    }

    @Test
    void titlesThatAreThereTwiceAreToldApartAndAnOriginalWithoutOneHasItsId() {
        are(
                stream("cam", "testsrc", null),
                stream("cam-a", "stream:cam", "Neon"),
                stream("cam-b", "stream:cam", "Neon"));
        assertThat(families.of("cam")).extracting(StyleChoice::title).containsExactly("cam", "Neon", "Neon (cam-b)");
    }

    @Test
    void settingsThatCannotBeReadSpoilNoOtherStreams() {
        DesiredStream broken = DesiredStream.newBuilder(stream("broken", "testsrc", null))
                .setIngest("{")
                .build();
        are(broken, stream("odd", "stream:", "Odd"), stream("cam", "testsrc", null), stream("b", "stream:cam", "B"));
        assertThat(families.of("cam")).hasSize(2);
    }

    @Test
    void whatWasKnownCountsWhileTheStreamsAreNotKnown() {
        are(stream("cam", "testsrc", null), stream("b", "stream:cam", "B"));
        assertThat(families.of("cam")).hasSize(2);
        streams = null;
        nowNs += 10 * SECOND_NS;
        assertThat(families.of("cam")).hasSize(2);
        are(stream("cam", "testsrc", null));
        assertThat(families.of("cam")).isEmpty();
    }

    private void are(DesiredStream... now) {
        streams = Arrays.asList(now);
        nowNs += SECOND_NS;
    }

    private static DesiredStream stopped(DesiredStream stream) {
        return DesiredStream.newBuilder(stream).setRunning(false).build();
    }

    private static DesiredStream stream(String id, String source, @Nullable String title) {
        return DesiredStream.newBuilder()
                .setStreamId(id)
                .setSlot(0)
                .setRevision(1)
                .setRunning(true)
                .setIngest("{\"source\": \"" + source + "\"}")
                .setEgress(title == null ? "{}" : "{\"output\": {\"title\": \"" + title + "\"}}")
                .setCreatedAtUs(0)
                .setChangedAtUs(0)
                .build();
    }
}
