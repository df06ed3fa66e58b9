package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.SourceInfo;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The clips of {@code src/test/resources/clips}, and all that is read from one. */
final class Clips {

    private Clips() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(Clips.class.getResource("/clips/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static MediaInput open(Path path) {
        return MediaInput.open(new MediaSource.LocalFile(path), InputOptions.DEFAULT, new Cancellation());
    }

    /** A frame as read: its times and its fitted picture. */
    record Shot(long ptsUs, long durationUs, RgbPicture picture) {

        /** Mean of a channel over a part of the picture, given in quarters of its width and height. */
        double mean(int channel, int left, int top, int right, int bottom) {
            long sum = 0;
            long count = 0;
            for (int y = top * picture.height() / 4; y < bottom * picture.height() / 4; y++) {
                for (int x = left * picture.width() / 4; x < right * picture.width() / 4; x++) {
                    sum += picture.rgb()[3 * (y * picture.width() + x) + channel] & 0xff;
                    count++;
                }
            }
            return (double) sum / count;
        }

        double mean() {
            return mean(0, 0, 0, 4, 4);
        }
    }

    /** Where a source becomes another, and how much of it came before. */
    record Turn(long atUs, SourceInfo info, int shotsBefore, int audiosBefore) {}

    /** A whole source; its info as it was opened. */
    record Reading(
            SourceInfo info,
            List<Shot> shots,
            List<InputItem.Audio> audios,
            List<Turn> turns,
            int lost,
            @Nullable String cause) {}

    static Reading read(String name, int width, int height, Fit fit) {
        return read(path(name), width, height, fit);
    }

    static Reading read(Path path, int width, int height, Fit fit) {
        try (MediaInput input = open(path);
                FrameFitter fitter = new FrameFitter(width, height, fit)) {
            return readAll(input, fitter);
        }
    }

    static Reading readAll(MediaInput input, FrameFitter fitter) {
        List<Shot> shots = new ArrayList<>();
        List<InputItem.Audio> audios = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        SourceInfo info = input.info();
        int lost = 0;
        while (true) {
            switch (input.read()) {
                case InputItem.Frame item ->
                    shots.add(new Shot(item.frame().ptsUs(), item.frame().durationUs(), fitter.fit(item.frame())));
                case InputItem.Audio audio -> audios.add(audio);
                case InputItem.Splice _ -> {}
                case InputItem.Changed change ->
                    turns.add(new Turn(change.atUs(), change.info(), shots.size(), audios.size()));
                case InputItem.Lost frames -> lost += frames.frames();
                case InputItem.End end -> {
                    return new Reading(info, shots, audios, turns, lost, end.cause());
                }
            }
        }
    }
}
