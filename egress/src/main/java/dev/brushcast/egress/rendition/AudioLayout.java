package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPath;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which audio a stream has, decided by the first epoch and the same from then on, since no player follows when tracks or codecs
 * come and go. Always there is audio that browsers play: the source's own codec where they do, AAC otherwise, silent where the
 * source has none. The source's own codec is beside it where other players play it. A later epoch goes on in the codecs of the
 * first; one without audio, in the format of the one before. Confined to one thread.
 */
final class AudioLayout {

    private @Nullable Boolean untouched;
    private @Nullable AudioFormat lastMain;
    private @Nullable AudioFormat lastUntouched;

    /** Says what the first epoch's source sends; null: nothing so far, and it is not waited for. The first word counts. */
    void decide(@Nullable AudioFormat source) {
        if (untouched == null) {
            untouched = source != null && AudioPath.OTHER_PLAYERS.contains(source.codec());
        }
    }

    /** True when there is nothing left to decide. */
    boolean decided() {
        return untouched != null;
    }

    /** True when the source's own codec is there beside the one for browsers. */
    boolean withUntouched() {
        return untouched != null && untouched;
    }

    /** What browsers play, in a new epoch. */
    AudioTrack main() {
        AudioFormat last = lastMain;
        if (last == null) {
            return new AudioTrack(AudioPath.BROWSERS, SilentAudio::stereoAac);
        }
        // any source becomes AAC with as many channels as it has; other codecs go on in the very format
        return last.codec().equals("aac") ? new AudioTrack(Set.of("aac"), () -> last) : AudioTrack.continuing(last);
    }

    /** The first source's own codec, in a new epoch. */
    AudioTrack untouched() {
        return lastUntouched == null
                ? new AudioTrack(AudioPath.OTHER_PLAYERS, SilentAudio::stereoAac)
                : AudioTrack.continuing(lastUntouched);
    }

    /** Remembers what the tracks of an epoch were. */
    void remember(@Nullable AudioFormat main, @Nullable AudioFormat untouchedOne) {
        lastMain = main == null ? lastMain : main;
        lastUntouched = untouchedOne == null ? lastUntouched : untouchedOne;
    }
}
