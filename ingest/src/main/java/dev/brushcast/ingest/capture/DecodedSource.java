package dev.brushcast.ingest.capture;

import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;

/** One whose pictures are decoded. */
record DecodedSource(MediaInput input) implements OpenSource {

    @Override
    public SourceInfo info() {
        return input.info();
    }

    @Override
    public Duration sinceConnected() {
        return input.sinceConnected();
    }

    @Override
    public int leaveOut(Duration bearable) {
        return input.leaveOut(bearable);
    }

    @Override
    public Beginning beginning() {
        return input.beginning();
    }

    @Override
    public boolean beginsLike(Beginning other) {
        return input.beginsLike(other);
    }

    @Override
    public Reading reading(ReadingPlan plan, IngestClock clock, StopSignal stop, Handoff handoff) {
        FrameFitter fitter = new FrameFitter(plan.width(), plan.height(), plan.fit());
        return new SourceReader(input, fitter, plan.maxFrameRate(), plan.realTime(), clock, stop, handoff);
    }

    @Override
    public void close() {
        input.close();
    }
}
