package dev.brushcast.egress.app;

import static dev.brushcast.egress.push.Items.AAC;
import static dev.brushcast.egress.push.Items.FPS;
import static dev.brushcast.egress.push.Items.VIDEO;
import static dev.brushcast.egress.push.Items.audio;
import static dev.brushcast.egress.push.Items.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.push.FakeTarget;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.PushStatus.State;
import dev.brushcast.egress.push.RemovedPushes;
import dev.brushcast.egress.timeline.EpochInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushesTest {

    private static final PushAddress ONE = PushAddress.parse("rtmp://one/live/k3y");
    private static final PushAddress OTHER = PushAddress.parse("srt://other:9000?streamid=k3y");
    private static final EpochInfo EPOCH = new EpochInfo(1, 0, 64, 48, FPS, true);
    private static final int GROUP = 5;

    private final Map<PushAddress, FakeTarget> servers = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Pushes pushes = new Pushes(List.of(ONE), new StreamAddress("cam", 0), registry, this::server);
    private int shown;

    private FakeTarget server(PushAddress address) {
        return servers.computeIfAbsent(address, _ -> new FakeTarget());
    }

    @AfterEach
    void close() {
        pushes.close();
    }

    @Test
    void oneThatIsAddedBeginsWithTheNextKeyAndTheAudioThatHasCome() {
        begin();
        pushes.audio(new AudioPackets(1, 0, AAC, List.of(audio(0), audio(1024)), false));
        pushes.audio(
                new AudioPackets(1, 1, AAC, List.of(audio(10_240), audio(11_264)), false)); // ahead of the pictures
        show(3);

        assertThat(pushes.add(OTHER)).isEqualTo(new PushAddition.Added("push-2"));
        show(4);
        pushes.epochEnded();
        pushes.drain(Duration.ofSeconds(10));

        assertThat(server(ONE).taken).contains("picture 0", "picture 21600", "audio 1024");
        assertThat(server(OTHER).taken)
                .containsSubsequence("connected", "picture 18000", "audio 10240", "picture 21600", "closed")
                .doesNotContain("picture 14400", "audio 1024");
    }

    @Test
    void oneThatIsAddedBetweenCapturesHasTheNextOne() {
        begin();
        show(2);
        pushes.epochEnded();
        pushes.add(OTHER);
        pushes.begin(EPOCH, VIDEO);
        shown = 0;
        show(2);
        pushes.epochEnded();
        pushes.drain(Duration.ofSeconds(10));

        assertThat(server(OTHER).taken).containsExactly("connected", "picture 0", "picture 3600", "closed");
    }

    @Test
    void theSameTargetIsNotPushedToTwice() {
        assertThat(pushes.add(PushAddress.parse("rtmp://ONE:1935/live/k3y")))
                .isEqualTo(new PushAddition.Duplicate("push-1"));
        assertThat(pushes.status()).hasSize(1);
    }

    @Test
    void aTargetThatTakesNothingHoldsNeitherTheStreamNorAnotherOne() {
        CountDownLatch stall = new CountDownLatch(1);
        server(ONE).stall = stall;
        pushes.add(OTHER);
        begin();
        noAudio();
        show(5_000); // far more than a queue takes: returns

        Awaitility.await().until(() -> server(OTHER).taken.stream().anyMatch(item -> item.startsWith("picture")));
        assertThat(server(ONE).taken).doesNotContain("picture 0");
        assertThat(status("push-1").dropped()).isPositive();
        stall.countDown();
    }

    @Test
    void oneThatIsRemovedIsLeftWhileTheOthersGoOn() {
        pushes.add(OTHER);
        begin();
        noAudio();
        show(GROUP);
        Awaitility.await().until(() -> server(ONE).taken.contains("picture 14400"));

        PushRemoval removal = pushes.remove("push-1");
        show(GROUP);
        pushes.epochEnded();
        pushes.drain(Duration.ofSeconds(10));

        assertThat(removal).isInstanceOf(PushRemoval.Removed.class);
        assertThat(pushes.status()).extracting(PushStatus::id).containsExactly("push-2");
        Awaitility.await().until(() -> server(ONE).taken.getLast().equals("closed"));
        assertThat(server(ONE).taken).doesNotContain("picture 18000");
        assertThat(server(OTHER).taken).contains("picture 18000");
        Awaitility.await().until(() -> pushes.removed().equals(new RemovedPushes(1, GROUP, 0, 1)));
        assertThat(registry.find("brushcast.egress.push.pictures")
                        .tag("push", "push-1")
                        .meters())
                .isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeRemovedAndAnIdIsNeverUsedTwice() {
        assertThat(pushes.remove("push-1")).isInstanceOf(PushRemoval.Removed.class);
        assertThat(pushes.remove("push-1")).isEqualTo(new PushRemoval.Unknown());
        assertThat(pushes.add(ONE)).isEqualTo(new PushAddition.Added("push-2"));
    }

    @Test
    void nothingIsAddedToAStreamThatHasEnded() {
        pushes.drain(Duration.ZERO);

        assertThat(pushes.add(OTHER)).isEqualTo(new PushAddition.Ended());
        assertThat(pushes.status()).extracting(PushStatus::state).doesNotContain(State.PUBLISHING);
    }

    @Test
    void noSecretIsInWhatIsTold() {
        pushes.add(OTHER);
        begin();

        assertThat(pushes.status().toString()).doesNotContain("k3y");
        assertThat(registry.getMetersAsString()).doesNotContain("k3y").contains("push-1", "push-2");
    }

    private void begin() {
        pushes.start();
        pushes.begin(EPOCH, VIDEO);
    }

    private void noAudio() {
        pushes.audio(new AudioPackets(1, 0, null, List.of(), true));
    }

    private void show(int pictures) {
        for (int i = 0; i < pictures; i++, shown++) {
            pushes.picture(picture(shown * 3600L, shown % GROUP == 0));
        }
    }

    private PushStatus status(String id) {
        return pushes.status().stream()
                .filter(push -> push.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
