package dev.brushcast.egress.push;

import static dev.brushcast.egress.push.Items.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.push.PushStatus.State;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushPublisherTest {

    private static final String WRONG_KEY = "the server refuses the stream key";

    private final FakeTarget server = new FakeTarget();
    private final AtomicLong nanos = new AtomicLong();
    private final PushPublisher publisher = new PushPublisher(
            "push-1",
            server,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new SplittableRandom(1)),
            nanos::get);
    private long offered;

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void aRefusedKeyIsSaidWhileItIsRefusedAndAtTheEnd() {
        server.refusal = WRONG_KEY;
        begin();
        Awaitility.await().until(() -> offerKey().state() == State.RETRYING);
        assertThat(publisher.status().reason()).isEqualTo(WRONG_KEY);

        publisher.close();

        PushStatus end = publisher.status();
        assertThat(end.state()).isEqualTo(State.ENDED);
        assertThat(end.reason()).isEqualTo(WRONG_KEY);
        assertThat(end.nothingSent()).isTrue();
        assertThat(end.dropped()).isEqualTo(offered);
    }

    @Test
    void aServerThatTakesAFewPacketsAndHangsUpHasNotRecovered() {
        begin();
        Awaitility.await().until(() -> offerKey().state() == State.PUBLISHING);
        server.breakOff = WRONG_KEY;
        Awaitility.await().until(() -> offerKey().state() == State.RETRYING);

        publisher.close();

        assertThat(server.taken).anyMatch(item -> item.startsWith("picture"));
        assertThat(publisher.status().nothingSent()).isTrue();
        assertThat(publisher.status().dropped()).isEqualTo(offered);
    }

    @Test
    void aServerThatComesBackIsPublishedToAgainAndNothingIsWrongAnyMore() {
        begin();
        provenAtOnce();
        server.breakOff = "the server has closed the connection";
        Awaitility.await().until(() -> offerKey().state() == State.RETRYING);
        assertThat(publisher.status().reason()).contains("closed the connection");

        server.breakOff = null;
        provenAtOnce();

        assertThat(publisher.status().reason()).isNull();
        assertThat(publisher.status().connections()).isEqualTo(2);
        publisher.close();
        PushStatus end = publisher.status();
        assertThat(end.sent() + end.dropped()).isEqualTo(offered);
        assertThat(end.nothingSent()).isFalse();
    }

    @Test
    void everyPictureOfAShortStreamIsSent() {
        begin();
        for (int i = 0; i < 5; i++) {
            offerKey();
        }
        publisher.offer(new PushItem.End());
        publisher.drain(Duration.ofSeconds(10));

        assertThat(publisher.status().sent()).isEqualTo(5);
        assertThat(publisher.status().dropped()).isZero();
        assertThat(publisher.status().reason()).isNull();
    }

    @Test
    void aServerThatIsAwayForHalfAMinuteIsPushedToAgainByItself() {
        begin();
        provenAtOnce();
        server.breakOff = "the server has closed the connection";
        server.refusal = "nothing listens there";
        Awaitility.await().until(() -> offerKey().state() == State.RETRYING);
        for (int second = 0; second < 30; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            offerKey();
        }
        Awaitility.await()
                .until(() -> "nothing listens there".equals(publisher.status().reason()));
        assertThat(publisher.status().connections()).isEqualTo(1);
        long takenBefore = server.taken.size();
        long firstAfter = offered;

        server.breakOff = null;
        server.refusal = null;
        provenAtOnce();

        assertThat(publisher.status().connections()).isEqualTo(2);
        assertThat(publisher.status().reason()).isNull();
        assertThat(server.taken.subList((int) takenBefore, server.taken.size()).stream()
                        .filter(item -> item.startsWith("picture"))
                        .map(item -> Long.parseLong(item.substring("picture ".length()))))
                .allMatch(pts -> pts >= (firstAfter - 1) * 3600)
                .isSorted();
    }

    @Test
    void aConnectionBeginsWithAKeyPicture() {
        begin();
        publisher.offer(new PushItem.Picture(picture(offered++ * 3600, false)));
        publisher.offer(new PushItem.Picture(picture(offered++ * 3600, false)));
        offerKey();
        publisher.offer(new PushItem.End());
        publisher.drain(Duration.ofSeconds(10));

        assertThat(server.taken).containsExactly("connected", "picture 7200", "closed");
        assertThat(publisher.status().dropped()).isEqualTo(2);
    }

    /** Live audio trails its pictures; FLV refuses what is older than what it began with. */
    @Test
    void audioFromBeforeAConnectionsFirstPictureIsLeftOut() {
        publisher.start();
        publisher.offer(new PushItem.Begin(Items.VIDEO, Items.AAC, true));
        publisher.offer(new PushItem.Picture(picture(90_000, true)));
        publisher.offer(new PushItem.Audio(Items.audio(47_104)));
        publisher.offer(new PushItem.Audio(Items.audio(48_128)));
        publisher.offer(new PushItem.End());
        publisher.drain(Duration.ofSeconds(10));

        assertThat(server.taken).containsExactly("connected", "picture 90000", "audio 48128", "closed");
    }

    @Test
    void aViewerIsWaitedForWithoutAPause() {
        server.listens = true;
        server.refusal = "no viewer yet";
        begin();
        Awaitility.await().until(() -> offerKey().state() == State.RETRYING);
        server.refusal = null;

        Awaitility.await().until(() -> offerKey().state() == State.PUBLISHING); // the clock stands still
    }

    @Test
    void whatIsLeftIsNotSentAnyMoreAndCounted() {
        begin();
        Awaitility.await().until(() -> offerKey().state() == State.PUBLISHING);
        CountDownLatch stall = new CountDownLatch(1);
        server.stall = stall;
        for (int i = 0; i < 5; i++) {
            offerKey();
        }
        publisher.leave();
        stall.countDown();
        Awaitility.await().until(() -> publisher.status().state() == State.ENDED);

        PushStatus end = publisher.status();
        assertThat(end.sent() + end.dropped()).isEqualTo(offered);
        assertThat(server.taken).last().isEqualTo("closed");
    }

    private void begin() {
        publisher.start();
        publisher.offer(Items.LIVE);
    }

    /** A second passes with each picture, until the server counts as taking them. */
    private void provenAtOnce() {
        long before = publisher.status().sent();
        Awaitility.await().until(() -> {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            return offerKey().sent() > before;
        });
    }

    private PushStatus offerKey() {
        publisher.offer(new PushItem.Picture(picture(offered++ * 3600, true)));
        return publisher.status();
    }
}
