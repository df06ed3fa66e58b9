package dev.brushcast.compose.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.compose.control.fleet.FleetDesk;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStoreTest {

    private Instant now = Instant.parse("2026-05-01T10:00:00Z");
    private final PaperLog log = new PaperLog(3);
    private final StreamStore store = new StreamStore(log, () -> now, FleetDesk.alone(Topics.UNPREFIXED, () -> now));

    @Test
    void aNewStreamGetsTheLowestFreeSlotAndRevisionOne() {
        created("b");
        created("a");

        assertThat(created("c")).returns(2, DesiredStream::getSlot).returns(1L, DesiredStream::getRevision);
        assertThat(store.list("", 9)).extracting(DesiredStream::getStreamId).containsExactly("a", "b", "c");
        assertThat(store.list("a", 1)).extracting(DesiredStream::getStreamId).containsExactly("b");
    }

    @Test
    void theSlotOfARemovedStreamIsGivenAgain() {
        created("a");
        DesiredStream b = created("b");
        created("c");
        assertThat(store.create(stream("d"))).isEqualTo(new Write.NoSlotFree(3));

        assertThat(store.remove(b)).isInstanceOf(Write.Done.class);

        assertThat(created("d").getSlot()).isEqualTo(1);
    }

    @Test
    void anIdThatIsTakenIsNotGivenASecondSlot() {
        DesiredStream a = created("a");

        assertThat(store.create(stream("a"))).isEqualTo(new Write.Changed(a));
        assertThat(log.streams()).hasSize(1);
    }

    @Test
    void aChangeCountsOneRevisionAndKeepsSlotAndBirth() {
        created("a");
        DesiredStream b = created("b");
        now = now.plusSeconds(60);

        DesiredStream changed = done(store.replace(
                b, DesiredStream.newBuilder(b).setRunning(false).setSlot(0).build()));

        assertThat(changed)
                .isEqualTo(DesiredStream.newBuilder(b)
                        .setRunning(false)
                        .setRevision(2)
                        .setChangedAtUs(b.getChangedAtUs() + 60_000_000)
                        .build());
    }

    @Test
    void ofTwoChangesOfOneRevisionOneIsRefused() {
        DesiredStream a = created("a");
        List<Write> others = new ArrayList<>();
        log.before(() -> others.add(store.replace(a, stream("a"))));

        Write mine = store.replace(a, stream("a"));

        assertThat(others).singleElement().isInstanceOf(Write.Done.class);
        assertThat(mine).isEqualTo(new Write.Changed(done(others.getFirst())));
    }

    @Test
    void anotherStreamOfTheSameIdIsNotTheOneThatWasMeant() {
        DesiredStream first = created("a");
        store.remove(first);
        now = now.plusSeconds(1);
        DesiredStream second = created("a");

        assertThat(store.remove(first)).isEqualTo(new Write.Changed(second));
        assertThat(store.replace(first, first)).isEqualTo(new Write.Changed(second));
        assertThat(store.find("a")).contains(second);
    }

    @Test
    void whatIsGoneCannotBeChanged() {
        DesiredStream a = created("a");
        store.remove(a);

        assertThat(store.remove(a)).isEqualTo(new Write.Gone());
        assertThat(store.replace(a, a)).isEqualTo(new Write.Gone());
    }

    @Test
    void whatIsNotReadYetIsNotToldToBeEmpty() {
        log.problem("is being read");

        assertThatThrownBy(() -> store.find("a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("Topic streams is being read");
        assertThat(store.problem()).contains("is being read");
    }

    private DesiredStream created(String id) {
        return done(store.create(stream(id)));
    }

    private static DesiredStream done(Write write) {
        assertThat(write).isInstanceOf(Write.Done.class);
        return ((Write.Done) write).stream();
    }

    private static DesiredStream stream(String id) {
        return DesiredStream.newBuilder()
                .setStreamId(id)
                .setSlot(0)
                .setRevision(1)
                .setRunning(true)
                .setIngest("{}")
                .setEgress("{}")
                .setCreatedAtUs(0)
                .setChangedAtUs(0)
                .build();
    }
}
