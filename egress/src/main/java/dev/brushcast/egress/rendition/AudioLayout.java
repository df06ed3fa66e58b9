package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPath;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import org.jspecify.annotations.Nullable;

/**
 * Which audio a stream has, decided by the first epoch and the same from then on, since no player follows when tracks come and go:
 * AAC always, silent where the source has none; the source's own codec beside it where that is another one that HLS carries. A
 * later epoch without audio goes on in the format of the one before. Confined to one thread.
 */
final class AudioLayout {

    private @Nullable Boolean untouched;
    private @Nullable AudioFormat lastAac;
    private @Nullable AudioFormat lastUntouched;

    /** Says what the first epoch's source sends; null: nothing so far, and it is not waited for. The first word counts. */
    void decide(@Nullable AudioFormat source) {
        if (untouched == null) {
            untouched = source != null
                    && !AudioPath.EVERYWHERE.contains(source.codec())
                    && AudioPath.HLS_CODECS.contains(source.codec());
        }
    }

    /** True when there is nothing left to decide. */
    boolean decided() {
        return untouched != null;
    }

    /** True when the source's own codec is there beside AAC. */
    boolean withUntouched() {
        return untouched != null && untouched;
    }

    /** The AAC of a new epoch. */
    AudioTrack aac() {
        AudioFormat last = lastAac;
        return new AudioTrack(AudioPath.EVERYWHERE, () -> last == null ? SilentAudio.stereoAac() : last);
    }

    /** The first source's own codec in a new epoch. */
    AudioTrack untouched() {
        return lastUntouched == null
                ? new AudioTrack(AudioPath.HLS_CODECS, SilentAudio::stereoAac)
                : AudioTrack.continuing(lastUntouched);
    }

    /** Remembers what the tracks of an epoch were. */
    void remember(@Nullable AudioFormat aac, @Nullable AudioFormat untouchedOne) {
        lastAac = aac == null ? lastAac : aac;
        lastUntouched = untouchedOne == null ? lastUntouched : untouchedOne;
    }
}
