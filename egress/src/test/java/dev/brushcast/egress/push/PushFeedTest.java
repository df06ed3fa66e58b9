package dev.brushcast.egress.push;

import static dev.brushcast.egress.push.Items.AAC;
import static dev.brushcast.egress.push.Items.FPS;
import static dev.brushcast.egress.push.Items.VIDEO;
import static dev.brushcast.egress.push.Items.audio;
import static dev.brushcast.egress.push.Items.describe;
import static dev.brushcast.egress.push.Items.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.Tone;
import dev.brushcast.egress.timeline.EpochInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushFeedTest {

    private static final EpochInfo EPOCH = new EpochInfo(1, 0, 64, 48, FPS, true);

    @Test
    void audioIsKeptUntilItsTime() {
        List<PushItem> items = new ArrayList<>();
        PushFeed feed = new PushFeed(new FakeTarget(), items::add);
        feed.begin(EPOCH, VIDEO);
        feed.audio(new AudioPackets(1, 0, AAC, List.of(audio(0), audio(1024), audio(2048)), false));
        feed.picture(picture(0, true));
        feed.picture(picture(3600, false));
        feed.epochEnded();

        assertThat(items)
                .extracting(Items::describe)
                .containsExactly(
                        "begin aac", "audio 0", "picture 0", "audio 1024", "picture 3600", "audio 2048", "end");
    }

    @Test
    void picturesWaitUntilItIsKnownWhetherThereIsAudio() {
        List<PushItem> items = new ArrayList<>();
        PushFeed feed = new PushFeed(new FakeTarget(), items::add);
        feed.begin(EPOCH, VIDEO);
        feed.picture(picture(0, true));
        assertThat(items).isEmpty();
        feed.audio(new AudioPackets(1, 0, null, List.of(), true));

        assertThat(items).extracting(Items::describe).containsExactly("begin silent", "picture 0");
    }

    @Test
    void aSourceThatIsHeldIsSentAsPicturesAndSilence() {
        List<PushItem> items = new ArrayList<>();
        PushFeed feed = new PushFeed(new FakeTarget(), items::add);
        Tone tone = Tone.aac("stereo", 2, 1);
        feed.begin(EPOCH, VIDEO);
        feed.audio(new AudioPackets(1, 0, tone.format(), tone.packets(), false));
        feed.picture(picture(0, true));
        for (long sequence = 1; sequence <= 8; sequence++) {
            feed.audio(new AudioPackets(1, sequence, tone.format(), List.of(), false, 1_000_000 + sequence * 500_000));
            feed.picture(picture(90_000 + sequence * 45_000, false));
        }

        List<Long> audio = items.stream()
                .filter(PushItem.Audio.class::isInstance)
                .map(item -> ((PushItem.Audio) item).packet().pts())
                .toList();
        assertThat(audio.getLast()).isBetween(5 * 48_000L - 2 * 1_024, 5 * 48_000L);
        for (int i = 1; i < audio.size(); i++) {
            assertThat(audio.get(i) - audio.get(i - 1)).isEqualTo(1_024);
        }
        assertThat(items).filteredOn(PushItem.Picture.class::isInstance).hasSize(9);
    }

    @Test
    void audioThatNeverComesIsNotWaitedForForEver() {
        List<PushItem> items = new ArrayList<>();
        PushFeed feed = new PushFeed(new FakeTarget(), items::add);
        feed.begin(EPOCH, VIDEO);
        for (int i = 0; i < 100; i++) {
            feed.picture(picture(i * 3600L, i % 50 == 0));
        }

        assertThat(items).hasSize(101);
        assertThat(describe(items.getFirst())).isEqualTo("begin silent");
    }
}
