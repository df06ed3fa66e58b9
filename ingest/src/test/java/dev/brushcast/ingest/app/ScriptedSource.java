package dev.brushcast.ingest.app;

import dev.brushcast.ingest.capture.Captured;
import dev.brushcast.ingest.capture.Handoff;
import dev.brushcast.ingest.capture.IngestClock;
import dev.brushcast.ingest.capture.OpenSource;
import dev.brushcast.ingest.capture.Reading;
import dev.brushcast.ingest.capture.ReadingPlan;
import dev.brushcast.ingest.capture.StopSignal;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;

/**
 * A live source that sends what a script says: pictures of 40 ms and packets of audio of 20 ms.
 *
 * @param withAudio false: it has none
 */
record ScriptedSource(boolean withAudio, Script script) implements OpenSource {

    static final long FRAME_US = 40_000;
    static final AudioFormat AUDIO =
            new AudioFormat("aac", new byte[] {1}, 48_000, 2, "stereo", 1, 960, 0, new Rational(1, 48_000));

    /** What it sends, the last item its end. */
    @FunctionalInterface
    interface Script {
        void send(Sender to) throws InterruptedException;
    }

    /** Takes what a script sends. */
    record Sender(Handoff handoff, IngestClock clock, ReadingPlan plan) {

        void frames(long firstNumber, int count, long firstPtsUs) throws InterruptedException {
            byte[] black = new byte[3 * plan.width() * plan.height()];
            for (int i = 0; i < count; i++) {
                RgbPicture picture = new RgbPicture(plan.width(), plan.height(), black);
                handoff.put(new Captured.Frame(
                        firstNumber + i, firstPtsUs + i * FRAME_US, FRAME_US, clock.wallUs(), picture));
            }
        }

        void audio(int packets, long firstPtsUs) throws InterruptedException {
            for (int i = 0; i < packets; i++) {
                long samples = firstPtsUs * 48 / 1_000 + i * 960L;
                handoff.put(new Captured.Audio(new InputItem.Audio(samples, 960, new byte[] {1})));
            }
        }

        void end(Captured.Ended end) throws InterruptedException {
            handoff.put(end);
        }
    }

    @Override
    public boolean beginsLike(Beginning other) {
        return false;
    }

    @Override
    public SourceInfo info() {
        AudioFormat audio = withAudio ? AUDIO : null;
        return new SourceInfo("mpegts", "h264", 16, 16, 16, 16, new Rational(25, 1), null, false, audio, true, false);
    }

    @Override
    public Duration sinceConnected() {
        return Duration.ZERO;
    }

    @Override
    public int leaveOut(Duration bearable) {
        return 0;
    }

    @Override
    public Beginning beginning() {
        return new Beginning();
    }

    @Override
    public Reading reading(ReadingPlan plan, IngestClock clock, StopSignal stop, Handoff handoff) {
        return new Reading() {
            @Override
            public void run() throws InterruptedException {
                script.send(new Sender(handoff, clock, plan));
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
