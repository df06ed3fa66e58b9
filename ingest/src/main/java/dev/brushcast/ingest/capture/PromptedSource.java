package dev.brushcast.ingest.capture;

import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.SourceInfo;
import java.time.Duration;

/** One that has no pictures: they are made from the prompt. */
record PromptedSource(PromptSource source) implements OpenSource {

    @Override
    public SourceInfo info() {
        return source.info();
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
    public boolean beginsLike(Beginning other) {
        return false;
    }

    @Override
    public Reading reading(ReadingPlan plan, IngestClock clock, StopSignal stop, Handoff handoff) {
        return new PromptReader(source, plan.maxFrameRate(), plan.realTime(), clock, stop, handoff);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
