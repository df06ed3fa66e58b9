package dev.brushcast.egress.app;

import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.rendition.PictureTrack;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.RateLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * In which sizes and at which rates pictures are encoded. There are as many tracks in every capture, since players do not follow
 * those that come and go: a rung that is not smaller than a capture's picture has the picture's own size there, and costs nothing unless
 * it has a rate of its own.
 *
 * @param kbps the most that the whole picture may need, 1000 bits a second; 0: by its size
 * @param rungs below the whole picture, the largest first
 */
record Ladder(int kbps, List<Rung> rungs) {

    /** A small picture needs more bits for each pixel: its rate falls with its area to this power. */
    private static final double RATE_BY_AREA = 0.75;

    private static final long LEAST_BITS = 100_000;

    /** Encoders take nothing smaller. */
    private static final int NARROWEST = 16;

    Ladder {
        rungs = List.copyOf(rungs);
    }

    /** The whole picture first. */
    List<PictureTrack> tracks(EpochInfo epoch) {
        PictureTrack whole = whole(epoch);
        List<PictureTrack> tracks = new ArrayList<>();
        tracks.add(whole);
        rungs.forEach(rung -> tracks.add(smaller(rung, whole)));
        return tracks;
    }

    /** The whole picture alone. */
    PictureTrack whole(EpochInfo epoch) {
        RateLimit rate = kbps == 0
                ? RateLimit.bySize(epoch.width(), epoch.height(), epoch.frameRate())
                : RateLimit.of(kbps * 1000L);
        return new PictureTrack(epoch.width(), epoch.height(), rate);
    }

    private static PictureTrack smaller(Rung rung, PictureTrack whole) {
        int height = Math.min(rung.height(), whole.height());
        int width = height == whole.height()
                ? whole.width()
                : Math.max(NARROWEST, 2 * Math.round(whole.width() * (float) height / whole.height() / 2));
        double area = (double) width * height / ((double) whole.width() * whole.height());
        long most = whole.rate().bitsPerSecond();
        long bits = rung.kbps() == 0
                ? Math.max(LEAST_BITS, Math.round(most * Math.pow(area, RATE_BY_AREA)))
                : rung.kbps() * 1000L;
        return new PictureTrack(width, height, bits < most ? RateLimit.of(bits) : whole.rate());
    }
}
