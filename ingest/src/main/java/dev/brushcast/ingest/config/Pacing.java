package dev.brushcast.ingest.config;

import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.media.source.TestSource;

/** How fast a source is read that could be read faster than it plays. One on the network comes at its own pace. */
public enum Pacing {
    /** Each frame at its presentation time, as if it were live; the stream counts as live. */
    REAL_TIME,
    /** As fast as it can be read and published; the stream counts as a recording, no frame of which is dropped. */
    AS_FAST_AS_READ;

    /** Recordings as fast as they are read; what is generated without end in real time. */
    public static Pacing defaultFor(MediaSource source) {
        boolean endless = switch (source) {
            case TestSource test -> test.duration() == null;
            case PromptSource prompt -> prompt.duration() == null;
            case MediaSource.LocalFile _, MediaSource.NetworkUrl _, PublishSource _, StreamSource _ -> false;
        };
        return endless ? REAL_TIME : AS_FAST_AS_READ;
    }
}
