package dev.brushcast.egress.watch;

import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import java.time.InstantSource;
import java.util.List;

/**
 * Looks at the styled picture and listens to its audio, of live streams as they happen. Called by one thread, closed after it.
 */
public final class StyledSight implements Onlooker, AutoCloseable {

    private final OutputWatch watch;
    private final Now now;
    private final SoundMeter sound = new SoundMeter();

    public StyledSight(OutputWatch watch, InstantSource clock) {
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
        if (watch.listens() && now.has(epoch, us)) {
            sound.peak(format, packets).ifPresent(peak -> watch.sound(us, peak));
        }
    }

    @Override
    public void close() {
        sound.close();
    }
}
