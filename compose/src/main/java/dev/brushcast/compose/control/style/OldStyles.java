package dev.brushcast.compose.control.style;

import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.worker.style.StyleTimes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when on the first style of a stream holds that shows what was recorded before it was thought of. */
public final class OldStyles {

    /** For the clocks of brokers and workers, which forget what is older than {@link StyleTimes#KEPT}. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private OldStyles() {}

    /** For a stream of this source: null, which is now, but of a recorded stream as long ago as styles are kept. */
    public static @Nullable Instant beginningOf(MediaSource source, Instant now) {
        return source instanceof StreamSource other && (other.isRecorded() || other.head())
                ? now.minus(StyleTimes.KEPT).plus(MARGIN)
                : null;
    }
}
