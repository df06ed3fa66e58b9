package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.Handoff;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.Reading;
import dev.brushcast.ingest.capture.ReadingPlan;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A source of so many small pictures.
 *
 * @param live false: it has an end
 * @param beginning what its first packets are
 * @param kind how it ends
 * @param cause why it ends; null: it is at its end
 * @param rest what it goes on as at its end; null: it does not
 * @param closing how long it takes to let go of it
 * @param unread frames that it sent before it is read
 */
record FakeSource(
        int frames,
        boolean live,
        Beginning beginning,
        EndKind kind,
        @Nullable String cause,
        Duration closing,
        @Nullable FakeSource rest,
        int unread)
        implements OpenSource {

    /** A live one that ends so; its packets are like no other's. */
    static FakeSource thatEnds(EndKind kind) {
        return new FakeSource(
                2, true, new Beginning(), kind, kind == EndKind.BROKEN ? "reset" : null, Duration.ZERO, null, 0);
    }

    FakeSource closingFor(Duration time) {
        return new FakeSource(frames, live, beginning, kind, cause, time, rest, unread);
    }

    FakeSource goingOnAs(FakeSource other) {
        return new FakeSource(frames, live, beginning, kind, cause, closing, other, unread);
    }

    FakeSource asRecording() {
        return new FakeSource(frames, false, beginning, kind, cause, closing, rest, unread);
    }

    FakeSource ofFrames(int count) {
        return new FakeSource(count, live, beginning, kind, cause, closing, rest, unread);
    }

    FakeSource thatSentBefore(int frames) {
        return new FakeSource(this.frames, live, beginning, kind, cause, closing, rest, frames);
    }

    @Override
    public int leaveOut(Duration bearable) {
        return unread;
    }

    @Override
    public boolean beginsLike(Beginning other) {
        return other == beginning;
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("mpegts", "h264", 16, 16, 16, 16, new Rational(25, 1), null, false, null, live, false);
    }

    @Override
    public Duration sinceConnected() {
        return Duration.ZERO;
    }

    @Override
    public Reading reading(ReadingPlan plan, IngestClock clock, StopSignal stop, Handoff handoff) {
        return new Reading() {
            @Override
            public void run() throws InterruptedException {
                for (int i = 0; i < frames; i++) {
                    RgbPicture black =
                            new RgbPicture(plan.width(), plan.height(), new byte[3 * plan.width() * plan.height()]);
                    handoff.put(new Captured.Frame(i, i * 40_000L, 40_000, clock.wallUs(), black));
                }
                handoff.put(
                        rest == null ? new Captured.Ended(kind, cause) : new Captured.Turned(rest, frames * 40_000L));
                Thread.sleep(closing);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }

    @Override
    public void close() {
        // holds nothing
    }
}
