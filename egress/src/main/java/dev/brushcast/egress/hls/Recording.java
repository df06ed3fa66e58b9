package dev.brushcast.egress.hls;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.PartSink;
import dev.brushcast.egress.timeline.EpochInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Records each epoch into an MP4 file: {@code NAME.mp4}, the next ones {@code NAME-2.mp4} and so on, for times and sizes begin
 * anew with an epoch; numbers go on beyond what is there. Confined to one thread.
 */
public final class Recording implements PartSink {

    private final RecordingNames names;
    private @Nullable EpochFile recorded;
    private @Nullable Path file;
    private @Nullable EpochInfo epoch;
    private @Nullable RecordingNote note;

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
        file = names.next();
        epoch = initialisation.epoch();
        note = null;
        recorded = new EpochFile(file);
        recorded.begin(initialisation);
    }

    @Override
    public void part(MuxedPart part) {
        if (recorded == null || file == null || epoch == null) {
            throw new IllegalStateException("a part before its initialisation");
        }
        recorded.part(part);
        RecordingNote before =
                note == null ? new RecordingNote(epoch.epoch(), epoch.startUs() + part.startUs(), 0) : note;
        RecordingNote now = new RecordingNote(before.epoch(), before.startUs(), before.lengthUs() + part.durationUs());
        note = now;
        if (part.last()) {
            now.write(file);
        }
    }

    @Override
    public void epochEnded() {
        EpochFile finished = recorded;
        if (finished != null) {
            recorded = null;
            if (note != null && file != null) {
                note.write(file);
            }
            finished.epochEnded();
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
        EpochFile unfinished = recorded;
        if (unfinished != null) {
            recorded = null;
            unfinished.close();
        }
    }
}
