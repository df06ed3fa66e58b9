package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.mp4.Boxes;
import dev.brushcast.media.testing.ReadBack;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4RecorderTest {

    private static final String COMMENT = "made by “a model”";

    @TempDir
    private Path folder;

    @Test
    void aFinishedRecordingIsAnOrdinaryFileWithItsIndexAtTheFront() throws Exception {
        Path file = folder.resolve("recording.mp4");
        List<MediaPacket> pictures = record(file, true);

        assertThat(Boxes.parse(ByteBuffer.wrap(Files.readAllBytes(file))))
                .extracting(Boxes.Box::type)
                .startsWith("ftyp", "moov")
                .doesNotContain("moof");
        assertThat(ReadBack.tracks(file.toString()).getFirst().packets())
                .extracting(MediaPacket::pts)
                .containsExactly(pictures.stream().map(MediaPacket::pts).toArray(Long[]::new));
        assertThat(ReadBack.pictures(file.toString())).hasSize(pictures.size());
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anUnfinishedRecordingIsPlayableButNotInItsPlace() {
        Path file = folder.resolve("recording.mp4");
        List<MediaPacket> pictures = record(file, false);

        assertThat(file).doesNotExist();
        assertThat(ReadBack.comment(folder.resolve("recording.mp4.part").toString()))
                .isEqualTo(COMMENT);
        assertThat(ReadBack.pictures(folder.resolve("recording.mp4.part").toString()))
                .hasSize(pictures.size());
    }

    @Test
    void whatIsSaidAboutTheFileIsInItWhenItIsWhole() {
        Path file = folder.resolve("recording.mp4");
        record(file, true);

        assertThat(ReadBack.comment(file.toString())).isEqualTo(COMMENT);
    }

    @Test
    void aFolderThatDoesNotExistIsSaidSo() {
        Path file = folder.resolve("nowhere/recording.mp4");

        assertThatThrownBy(() -> new Mp4Recorder(file, new byte[0]))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("cannot write " + file + ".part");
    }

    private static List<MediaPacket> record(Path file, boolean finish) {
        try (H264Encoder encoder = H264Encoder.open(64, 48, Sources.FPS)) {
            List<MediaPacket> pictures = Sources.pictures(encoder, 20, 10);
            FragmentedMp4Muxer muxer = new FragmentedMp4Muxer(
                    List.of(new FragmentedMp4Muxer.Track(encoder.format(), pictures.getFirst())));
            try (Mp4Recorder recorder = new Mp4Recorder(file, muxer.init(COMMENT))) {
                recorder.append(muxer.fragment(1, List.of(pictures.subList(0, 10))));
                recorder.append(muxer.fragment(2, List.of(pictures.subList(10, 20))));
                if (finish) {
                    recorder.finish();
                }
            }
            return pictures;
        }
    }
}
