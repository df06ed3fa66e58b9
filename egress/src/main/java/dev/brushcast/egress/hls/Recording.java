package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedSegment;
import dev.brushcast.egress.rendition.SegmentSink;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records each epoch into an MP4 file: {@code NAME.mp4}, the next ones {@code NAME-2.mp4} and so on, for times and sizes begin
 * anew with an epoch. Confined to one thread.
 */
public final class Recording implements SegmentSink {

    private final Path folder;
    private final String name;
    private int epochs;
    private @Nullable Mp4Recorder recorder;

    /**
     * Recordings in a folder.
     *
     * @param name without a suffix
     */
    public Recording(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    @Override
    public void begin(Initialisation initialisation) {
        epochs++;
        String file = epochs == 1 ? name + ".mp4" : name + "-" + epochs + ".mp4";
        recorder = new Mp4Recorder(folder.resolve(file), initialisation.bytes());
    }

    @Override
    public void segment(MuxedSegment segment) {
        if (recorder == null) {
            throw new IllegalStateException("a segment before its initialisation");
        }
        recorder.append(segment.bytes());
    }

    @Override
    public void epochEnded() {
        Mp4Recorder finished = recorder;
        if (finished != null) {
            recorder = null;
            finished.finish();
        }
    }

    @Override
    public void end() {
        epochEnded();
    }

    @Override
    public void close() {
        Mp4Recorder unfinished = recorder;
        if (unfinished != null) {
            recorder = null;
            unfinished.close();
        }
    }
}
