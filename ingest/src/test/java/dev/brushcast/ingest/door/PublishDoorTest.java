package dev.brushcast.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.publish.Publication;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.PublishSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishDoorTest {

    private static final String KEY = "the-key-of-this-test";
    private static final String CAM = "/publish/cam";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMillis(200);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private PublishDoor door;

    @SuppressWarnings("NullAway.Init")
    private DoorStream stream;

    @BeforeEach
    void open() {
        openWith(new DoorLimits(LONG, LONG, SOON, SOON));
    }

    private void openWith(DoorLimits limits) {
        door = new PublishDoor(new DoorConfig("localhost", 0, null, List.of(), limits), metrics);
        door.start();
        stream = door.open("cam", PublishSource.of(KEY));
    }

    @AfterEach
    void shut() {
        stream.close();
        door.close();
    }

    @Test
    void whatABrowserRecordsComesOutAsItWas() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed()) {
            browser.send(Browser.RECORDING).send(new byte[] {6, 7});

            assertThat(read(publication(), Browser.RECORDING.length + 2)).endsWith(5, 6, 7);
        }
    }

    @Test
    void aWrongKeyIsRefusedAfterTheSameTimeAsAnyOther() throws Exception {
        long began = System.nanoTime();
        try (Browser browser = Browser.at(door, CAM).say("another-key-than-it")) {
            assertThat(browser.goodbye().code()).isEqualTo(4401);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SOON);
        assertThat(metrics.counter("brushcast.ingest.door.farewells", "reason", "wrong-key")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aStreamWithoutAKeyIsOpenToNobody() throws Exception {
        try (DoorStream keyless = door.open("keyless", new PublishSource(""));
                Browser browser = Browser.at(door, "/publish/keyless").say("")) {
            assertThat(browser.goodbye().code()).isEqualTo(4401);
            assertThat(keyless.publication()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/publish/other",
                "/publish/..%2Fcam",
                "/publish/%00",
                "/publish/cam/",
                "/publish/cam%2f",
                "/publish/CAM"
            })
    void anotherHostsStreamIsToldOf(String path) throws Exception {
        try (Browser browser = Browser.at(door, path)) {
            assertThat(browser.goodbye()).isEqualTo(new Browser.Goodbye(4404, Farewell.NO_STREAM.words()));
        }
    }

    @Test
    void aSecondPublisherIsRefusedAndTheFirstGoesOn() throws Exception {
        try (Browser first = Browser.at(door, CAM).say(KEY).welcomed().send(Browser.RECORDING);
                Browser second = Browser.at(door, CAM).say(KEY)) {
            assertThat(second.goodbye().code()).isEqualTo(4409);
            first.send(new byte[] {6});
            assertThat(read(publication(), Browser.RECORDING.length + 1)).endsWith(6);
        }
    }

    @Test
    void whoPublishesElsewhereKeepsOthersOut() throws Exception {
        stream.elsewhere(true);
        try (Browser browser = Browser.at(door, CAM).say(KEY)) {
            assertThat(browser.goodbye().code()).isEqualTo(4409);
        }
    }

    @Test
    void whoIsBackAfterHisConnectionBrokeGoesOnAtOnce() throws Exception {
        try (Browser first = Browser.at(door, CAM).say(KEY).welcomed().send(Browser.RECORDING)) {
            Publication before = publication();
            first.breakOff();
            assertThat(readToItsEnd(before)).hasSize(Browser.RECORDING.length);
            before.close();
            try (Browser again = Browser.at(door, CAM).say(KEY).welcomed()) {
                again.send(Browser.RECORDING);
                assertThat(read(publication(), Browser.RECORDING.length)).isEqualTo(Browser.RECORDING);
            }
        }
    }

    @Test
    void aRecordingThatBeginsAnewOnTheSameConnectionIsAnotherOne() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed()) {
            browser.send(Browser.RECORDING);
            Publication first = publication();
            browser.say("begin").send(Browser.RECORDING).send(new byte[] {9});
            assertThat(readToItsEnd(first)).isEqualTo(Browser.RECORDING);
            first.close();
            assertThat(read(publication(), Browser.RECORDING.length + 1)).endsWith(9);
        }
    }

    @Test
    void aRecordingMayBeCutAnywhereAlsoAfterItsFirstByte() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed().say("begin")) {
            for (byte one : Browser.RECORDING) {
                browser.send(new byte[] {one});
            }
            assertThat(read(publication(), Browser.RECORDING.length)).isEqualTo(Browser.RECORDING);
        }
    }

    @Test
    void theMiddleOfARecordingIsNoBeginning() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed().send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})) {
            assertThat(browser.goodbye().code()).isEqualTo(4415);
        }
    }

    @Test
    void whatCannotBeReadIsToldOf() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed().send(Browser.RECORDING)) {
            Publication publication = publication();
            stream.opening(new Cancellation());
            publication.close();
            assertThat(browser.goodbye().code()).isEqualTo(4415);
        }
    }

    @Test
    void textAfterTheKeyAndMediaBeforeItAreRefused() throws Exception {
        try (Browser text = Browser.at(door, CAM).say(KEY).welcomed().say("garbage");
                Browser media = Browser.at(door, CAM).send(Browser.RECORDING)) {
            assertThat(text.goodbye().code()).isEqualTo(4422);
            assertThat(media.goodbye().code()).isEqualTo(4400);
        }
    }

    @Test
    void aHugeMessageEndsItsConnection() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed().send(new byte[8 << 20])) {
            browser.ended();
        }
        assertThat(stream.publication()).isNull();
    }

    @Test
    void whoSaysNothingIsSentAway() throws Exception {
        shut();
        openWith(new DoorLimits(SOON, SOON, SOON, SOON));
        try (Browser silent = Browser.at(door, CAM);
                Browser stopped = Browser.at(door, CAM).say(KEY).welcomed()) {
            assertThat(silent.goodbye().code()).isEqualTo(4400);
            assertThat(stopped.goodbye().code()).isEqualTo(4408);
        }
    }

    @Test
    void aStreamThatIsTakenAwayTellsItsPublisher() throws Exception {
        try (Browser browser = Browser.at(door, CAM).say(KEY).welcomed().send(Browser.RECORDING)) {
            stream.close();
            assertThat(browser.goodbye().code()).isEqualTo(1001);
        }
    }

    @Test
    void aPageOfAnotherSiteIsRefused() {
        assertThatThrownBy(() -> Browser.at(door, CAM, "Origin", "https://elsewhere.example"))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    private Publication publication() throws InterruptedException {
        @Nullable Publication known = stream.publication();
        for (int i = 0; i < 3_000 && known == null; i++) {
            Thread.sleep(10);
            known = stream.publication();
        }
        return Objects.requireNonNull(known, "nothing was published");
    }

    private static byte[] read(Publication publication, int length) throws InterruptedException {
        ByteBuffer all = ByteBuffer.allocate(length);
        while (all.hasRemaining()) {
            ByteBuffer bytes = publication.read(all.remaining(), 30_000);
            all.put(Objects.requireNonNull(bytes, "it has ended"));
        }
        return all.array();
    }

    private static byte[] readToItsEnd(Publication publication) throws InterruptedException {
        ByteBuffer all = ByteBuffer.allocate(1 << 10);
        ByteBuffer bytes = publication.read(all.remaining(), 30_000);
        while (bytes != null) {
            all.put(bytes);
            bytes = publication.read(all.remaining(), 30_000);
        }
        byte[] read = new byte[all.flip().remaining()];
        all.get(read);
        return read;
    }
}
