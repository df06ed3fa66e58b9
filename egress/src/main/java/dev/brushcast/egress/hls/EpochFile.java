package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One epoch into one MP4 file, which is there when it is whole. Confined to one thread. */
public final class EpochFile implements PartSink {

    private final Path file;
    private @Nullable Mp4Recorder recorder;

    public EpochFile(Path file) {
        this.file = file;
    }

    @Override
    public void begin(Initialisation initialisation) {
        recorder = new Mp4Recorder(file, initialisation.bytes());
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
        // what has come is in the file all the same
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
