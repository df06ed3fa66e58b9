package dev.brushcast.egress.watch;

import dev.brushcast.egress.rendition.Onlooker;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.RgbPicture;
import java.time.InstantSource;

/** Looks at the original picture. */
public final class SourceLook implements Onlooker {

    private final OutputWatch watch;
    private final Now now;

    public SourceLook(OutputWatch watch, InstantSource clock) {
        this.watch = watch;
        this.now = new Now(clock);
    }

    @Override
    public void picture(EpochInfo epoch, long ptsUs, RgbPicture picture, Outcome outcome) {
        long us = epoch.startUs() + ptsUs;
        if (now.has(epoch, us)) {
            watch.source(us, picture);
        }
    }
}
