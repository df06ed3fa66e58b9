package dev.brushcast.egress.watch;

import dev.brushcast.egress.rendition.Air;
import dev.brushcast.egress.rendition.FrameObserver;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks at the styled picture and listens to its audio, of live streams as they happen; what is counted is counted by another.
 * Called by one thread, closed after it.
 */
public final class StyledSight implements FrameObserver, AutoCloseable {

    private final FrameObserver counts;
    private final OutputWatch watch;
    private final Now now;
    private final SoundMeter sound = new SoundMeter();

    /** @param counts is told everything as well */
    public StyledSight(FrameObserver counts, OutputWatch watch, InstantSource clock) {
        this.counts = counts;
        this.watch = watch;
        this.now = new Now(clock);
    }

    @Override
    public void picture(EpochInfo epoch, long ptsUs, RgbPicture picture, Outcome outcome) {
        long us = epoch.startUs() + ptsUs;
        if (now.has(epoch, us)) {
            watch.styled(us, picture, outcome);
        }
    }

    @Override
    public void sound(EpochInfo epoch, AudioFormat format, List<MediaPacket> packets) {
        long us = epoch.startUs() + packets.getLast().pts() * 1_000_000 / format.sampleRate();
        if (now.has(epoch, us)) {
            sound.peak(format, packets).ifPresent(peak -> watch.sound(us, peak));
        }
    }

    @Override
    public void shown(long ptsUs, Outcome outcome, Journey journey) {
        counts.shown(ptsUs, outcome, journey);
    }

    @Override
    public void dropped(long count, String cause) {
        counts.dropped(count, cause);
    }

    @Override
    public void filled(int count) {
        counts.filled(count);
    }

    @Override
    public void silent(long us) {
        counts.silent(us);
    }

    @Override
    public void air(Air state) {
        counts.air(state);
    }

    @Override
    public void ignored(IgnoredChunk reason) {
        counts.ignored(reason);
    }

    @Override
    public void published(long untilUs) {
        counts.published(untilUs);
    }

    @Override
    public void close() {
        sound.close();
    }
}
