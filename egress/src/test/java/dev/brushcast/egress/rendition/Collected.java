package dev.brushcast.egress.rendition;

import dev.brushcast.media.testing.ReadBack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it is handed, epoch by epoch. */
final class Collected implements PartSink {

    /** One epoch of an output. */
    record Epoch(Initialisation init, List<MuxedPart> segments) {

        /** The tracks of the epoch as a player would find them. */
        List<ReadBack.Track> tracks(Path folder) {
            return ReadBack.tracks(file(folder).toString());
        }

        Path file(Path folder) {
            try {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(init.bytes());
                for (MuxedPart segment : segments) {
                    all.write(segment.bytes());
                }
                return Files.write(Files.createTempFile(folder, "epoch", ".mp4"), all.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<Long> startsUs() {
            return segments.stream().map(MuxedPart::startUs).toList();
        }
    }

    final List<Epoch> epochs = new ArrayList<>();
    final List<String> said = new ArrayList<>();

    Epoch epoch(int index) {
        return epochs.get(index);
    }

    @Override
    public void begin(Initialisation initialisation) {
        epochs.add(new Epoch(initialisation, new ArrayList<>()));
    }

    @Override
    public void part(MuxedPart segment) {
        epochs.getLast().segments().add(segment);
    }

    @Override
    public void epochEnded() {
        said.add("epoch ended");
    }

    @Override
    public void leave() {}

    @Override
    public void end() {
        said.add("end");
    }

    @Override
    public void close() {
        said.add("closed");
    }
}
