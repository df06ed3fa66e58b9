package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records each epoch into an MP4 file: {@code NAME.mp4}, the next ones {@code NAME-2.mp4} and so on, for times and sizes begin
 * anew with an epoch; numbers go on beyond what is there. Confined to one thread.
 */
public final class Recording implements PartSink {

    private final RecordingNames names;
    private @Nullable Mp4Recorder recorder;

    /**
     * Recordings in a folder.
     *
     * @param name without a suffix
     */
    public Recording(Path folder, String name) {
        this.names = new RecordingNames(folder, name);
    }

    @Override
    public void begin(Initialisation initialisation) {
        recorder = new Mp4Recorder(names.next(), initialisation.bytes());
    }

    @Override
    public void part(MuxedPart part) {
        if (recorder == null) {
            throw new IllegalStateException("a part before its initialisation");
        }
        recorder.append(part.bytes());
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
    public void leave() {
        // what has come is recorded all the same
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
