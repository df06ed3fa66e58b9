package dev.brushcast.egress.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.playlist.MediaPlaylist;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveRenditionTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LiveRendition live = new LiveRendition();
    private final PlaylistWindow window = PlaylistWindow.newest(2, 60_000_000).withEdge(501_000);

    @Test
    void aPlaylistIsWaitedForUntilItHasComeToAPart() throws Exception {
        window.inParts(true);
        part();
        FutureTask<Optional<MediaPlaylist>> asked = begun(() -> live.await(0, 1, LONG));
        part();

        assertThat(asked.get(10, TimeUnit.SECONDS))
                .hasValueSatisfying(playlist -> assertThat(playlist.lastPart()).isEqualTo(1));
        assertThat(live.await(0, 0, LONG)).isPresent();
        assertThat(live.await(0, 2, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void theNextPartIsWaitedForAndNoOther() throws Exception {
        window.inParts(true);
        part();
        FutureTask<Optional<byte[]>> asked = begun(() -> live.part("part-0-1.m4s", LONG));
        assertThat(live.part("part-0-2.m4s", LONG)).isEmpty();
        part();

        assertThat(asked.get(10, TimeUnit.SECONDS))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1));
    }

    @Test
    void theEndEndsAllWaiting() throws Exception {
        window.inParts(true);
        part();
        FutureTask<Optional<MediaPlaylist>> playlist = begun(() -> live.await(7, -1, LONG));
        FutureTask<Optional<byte[]>> next = begun(() -> live.part("part-0-1.m4s", LONG));
        window.end();
        live.show(window.playlist());

        assertThat(playlist.get(10, TimeUnit.SECONDS))
                .hasValueSatisfying(found -> assertThat(found.ended()).isTrue());
        assertThat(next.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void partsAreKeptForSixTargetDurations() throws Exception {
        window.inParts(true);
        for (int i = 0; i < 40; i++) {
            part();
            window.add(new PlaylistEntry(i + ".m4s", 500_000, "init.mp4", Instant.EPOCH, false));
            live.show(window.playlist());
        }

        assertThat(live.part("part-15-0.m4s", LONG)).isEmpty();
        assertThat(live.part("part-16-0.m4s", LONG)).isPresent();
    }

    private void part() {
        String uri = window.nextPart();
        byte number = Byte.parseByte(uri.replaceAll(".*-|\\.m4s", ""));
        live.add(uri, new byte[] {number}, 500_000);
        window.addPart(500_000, true, "init.mp4", Instant.EPOCH, false);
        live.show(window.playlist());
    }

    private static <T> FutureTask<T> begun(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofVirtual().start(task);
        return task;
    }
}
