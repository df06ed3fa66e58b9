package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.scte35.SplicePoint;
import dev.brushcast.media.source.SourceInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link MediaInput#read()} finds next. */
public sealed interface InputItem {

    /** A decoded frame, valid until the next call of {@link MediaInput#read()}. */
    record Frame(DecodedFrame frame) implements InputItem {}

    /**
     * One packet of sound, untouched.
     *
     * @param pts presentation time on the source's timeline (0: its start), in the {@link AudioFormat#timeBase()};
     *     negative for priming; rising from packet to packet
     * @param duration same unit; 0 when not known
     * @param data the packet's bytes, handed over
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Audio(long pts, long duration, byte[] data) implements InputItem {}

    /**
     * What a transport stream says of breaks and programmes (SCTE 35), ahead of time mostly.
     *
     * @param section as it came
     * @param points what it announces; nothing where it is a sign of life
     * @param trouble why it could not be read, or only as a whole; null: it could
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Splice(
            byte[] section, List<Point> points, @Nullable String trouble) implements InputItem {

        /**
         * One announcement in its place.
         *
         * @param atUs when it holds, on the timeline of frames and sound, µs; may be before the newest frame, or before 0
         */
        public record Point(long atUs, SplicePoint what) {}

        public Splice {
            points = List.copyOf(points);
        }
    }

    /**
     * From here on the source is another: its audio is coded otherwise, or its picture has other proportions. Times begin at
     * 0 again.
     *
     * @param atUs where the new 0 is on the timeline so far, µs
     * @param info what the source is now
     */
    record Changed(long atUs, SourceInfo info) implements InputItem {}

    /**
     * Frames of the source that could not be decoded.
     *
     * @param frames how many, at least 1
     */
    record Lost(int frames) implements InputItem {}

    /**
     * Nothing comes after this.
     *
     * @param kind whether more may come when it is opened again
     * @param cause why the source ended before its end: cut short, silent for too long, broken off; null: it did not
     */
    record End(EndKind kind, @Nullable String cause) implements InputItem {}
}
