package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.output.FragmentedMp4Muxer;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.testing.ReadBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final Rational FPS = new Rational(25, 1);

    @TempDir
    private Path folder;

    @Test
    void anOlderRecordingStaysAndNamesRise() throws IOException {
        Files.writeString(folder.resolve("recording.mp4"), "older");
        Files.writeString(folder.resolve("recording-7.mp4"), "newer");

        record(5).end();
        record(5).end();

        assertThat(folder.resolve("recording.mp4")).hasContent("older");
        assertThat(listing()).containsExactly("recording-7.mp4", "recording-8.mp4", "recording-9.mp4", "recording.mp4");
    }

    @Test
    void whatACrashLeftIsKeptAndFinished() throws IOException {
        record(5).close(); // a killed process does not even do that
        UnfinishedRecordings earlier = new UnfinishedRecordings(folder, "recording");
        Recording next = record(3);
        assertThat(listing()).containsExactly("recording-2.mp4.part", "recording.mp4.part");

        earlier.finish();
        next.end();

        assertThat(listing()).containsExactly("recording-2.mp4", "recording.mp4");
        assertThat(pictures("recording.mp4")).isEqualTo(5);
        assertThat(pictures("recording-2.mp4")).isEqualTo(3);
    }

    /** A killed process closes nothing: what it had handed over is in the file all the same. */
    @Test
    void whatAKilledWriterHadTakenIsThereToTheLastWholePart() throws IOException {
        try (H264Encoder encoder = H264Encoder.open(64, 48, FPS)) {
            Recording recording = new Recording(folder, "recording");
            FragmentedMp4Muxer muxer = null;
            for (int part = 0; part < 4; part++) {
                List<MediaPacket> packets = new ArrayList<>();
                for (int i = part * 5; i < part * 5 + 5; i++) {
                    packets.addAll(encoder.encode(new RgbPicture(64, 48, new byte[64 * 48 * 3]), i * 3600L, i == 0));
                }
                packets.replaceAll(packet -> packet.at(packet.pts(), 3600));
                if (muxer == null) {
                    muxer = new FragmentedMp4Muxer(
                            List.of(new FragmentedMp4Muxer.Track(encoder.format(), packets.getFirst())));
                    EpochInfo epoch = new EpochInfo(1, 0, 64, 48, FPS, true);
                    recording.begin(new Initialisation(epoch, muxer.init(), muxer.codecs()));
                }
                byte[] bytes = muxer.fragment(part + 1, List.of(packets));
                recording.part(MuxedPart.whole(0, bytes, part * 200_000L, part * 200_000L + 200_000L, 5));
            }
            byte[] asKilled = Files.readAllBytes(folder.resolve("recording.mp4.part"));
            Path left = Files.createDirectory(folder.resolve("left"));
            Files.write(left.resolve("recording.mp4.part"), asKilled);

            new UnfinishedRecordings(left, "recording").finish();

            assertThat(ReadBack.pictures(left.resolve("recording.mp4").toString()))
                    .hasSize(20);
            recording.end();
        }
    }

    @Test
    void oneThatWasCutOffInMidWriteIsFinishedAsFarAsItGoes() throws IOException {
        record(5).close();
        Path part = folder.resolve("recording.mp4.part");
        byte[] bytes = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(bytes, bytes.length - 10));

        new UnfinishedRecordings(folder, "recording").finish();

        assertThat(pictures("recording.mp4")).isEqualTo(4);
        assertThat(part).doesNotExist();
    }

    @Test
    void whatCannotBeFinishedStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve("recording.mp4.part"), "no film at all");

        new UnfinishedRecordings(folder, "recording").finish();
        record(2).end();

        assertThat(folder.resolve("recording.mp4.part")).hasContent("no film at all");
        assertThat(listing()).containsExactly("recording-2.mp4", "recording.mp4.part");
    }

    @Test
    void aStreamThatIsLeftIsRecordedToWhereItWasLeft() throws IOException {
        Recording recording = record(5);
        recording.leave();
        recording.end();

        assertThat(pictures("recording.mp4")).isEqualTo(5);
    }

    @Test
    void whatThereIsIsListedTheNewestFirstWithTimesAndLengths() throws IOException {
        Files.writeString(folder.resolve("recording.mp4"), "from before there were notes");
        record(5).end();
        Recording running = record(10);

        assertThat(Recordings.in(folder, "recording").recordings())
                .satisfiesExactly(
                        third -> {
                            assertThat(third.name()).isEqualTo("recording-3.mp4");
                            assertThat(third.finished()).isFalse();
                            assertThat(third.seconds()).isEqualTo(0.4);
                            assertThat(third.bytes()).isPositive();
                        },
                        second -> {
                            assertThat(second.name()).isEqualTo("recording-2.mp4");
                            assertThat(second.finished()).isTrue();
                            assertThat(second.startedAt()).isEqualTo("1970-01-01T00:00:00Z");
                            assertThat(second.seconds()).isEqualTo(0.2);
                            assertThat(second.epoch()).isEqualTo(1);
                        },
                        first -> assertThat(first)
                                .isEqualTo(new Recordings.Entry("recording.mp4", null, null, 28, null, true)));
        running.end();
    }

    @Test
    void oneThatWasBrokenOffKeepsItsTimesAlsoUnderAnotherName() throws IOException {
        record(5).close();
        Files.writeString(folder.resolve("recording.mp4"), "taken");

        new UnfinishedRecordings(folder, "recording").finish();

        assertThat(Recordings.in(folder, "recording").recordings().getFirst()).satisfies(found -> {
            assertThat(found.name()).isEqualTo("recording-2.mp4");
            assertThat(found.seconds()).isEqualTo(0.2);
        });
    }

    @Test
    void noFolderHasNoRecordingsAndASpoiledNoteHidesNone() throws IOException {
        assertThat(Recordings.in(folder.resolve("none"), "recording").recordings())
                .isEmpty();
        Files.writeString(folder.resolve("recording.mp4"), "x");
        Files.writeString(folder.resolve("recording.json"), "{");
        Files.createSymbolicLink(folder.resolve("recording-2.mp4"), Path.of("/etc/passwd"));
        Files.createDirectory(folder.resolve("recording-3.mp4"));
        assertThat(Recordings.in(folder, "recording").recordings())
                .extracting(Recordings.Entry::name)
                .containsExactly("recording.mp4");
    }

    private Recording record(int pictures) {
        Recording recording = new Recording(folder, "recording");
        try (H264Encoder encoder = H264Encoder.open(64, 48, FPS)) {
            List<MediaPacket> packets = new ArrayList<>();
            for (int i = 0; i < pictures; i++) {
                packets.addAll(encoder.encode(new RgbPicture(64, 48, new byte[64 * 48 * 3]), i * 3600L, i == 0));
            }
            packets.addAll(encoder.flush());
            packets.replaceAll(packet -> packet.at(packet.pts(), 3600));
            FragmentedMp4Muxer muxer =
                    new FragmentedMp4Muxer(List.of(new FragmentedMp4Muxer.Track(encoder.format(), packets.getFirst())));
            EpochInfo epoch = new EpochInfo(1, 0, 64, 48, FPS, true);
            recording.begin(new Initialisation(epoch, muxer.init(), muxer.codecs()));
            byte[] bytes = muxer.fragment(1, List.of(packets));
            recording.part(MuxedPart.whole(0, bytes, 0, pictures * 40_000L, pictures));
        }
        return recording;
    }

    private int pictures(String file) {
        return ReadBack.pictures(folder.resolve(file).toString()).size();
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
