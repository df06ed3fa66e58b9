package dev.brushcast.ingest.capture;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.input.EndKind;
import dev.brushcast.media.ffmpeg.input.InputItem;
import org.jspecify.annotations.Nullable;

/** What the reading thread hands to the publishing thread, in the order of the source. */
public sealed interface Captured {

    /**
     * A fitted frame.
     *
     * @param number in the epoch, from 0, every frame of the source counted
     * @param ptsUs presentation time in the epoch, µs
     * @param durationUs µs
     * @param capturedAtUs wall clock when it was read, µs since 1970
     * @param picture null: it is to be made from the prompt
     * @param captions that come with it and with those before it that are not passed on, triplets of cc_data; null: none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Frame(
            long number,
            long ptsUs,
            long durationUs,
            long capturedAtUs,
            @Nullable RgbPicture picture,
            byte @Nullable [] captions)
            implements Captured {

        /** One without captions. */
        public Frame(long number, long ptsUs, long durationUs, long capturedAtUs, @Nullable RgbPicture picture) {
            this(number, ptsUs, durationUs, capturedAtUs, picture, null);
        }
    }

    /** Frames that are not passed on. */
    record Missing(long firstNumber, long count, GapCause cause) implements Captured {}

    /** A packet of sound. */
    record Audio(InputItem.Audio packet) implements Captured {}

    /** Splice information. */
    record Splice(InputItem.Splice splice) implements Captured {}

    /**
     * The source has ended; nothing comes after this.
     *
     * @param kind whether more may come when it is opened again
     * @param cause why before its end; null: it did not
     */
    record Ended(EndKind kind, @Nullable String cause) implements Captured {

        /** It is at its end, or was stopped. */
        public static final Ended COMPLETE = new Ended(EndKind.COMPLETE, null);
    }

    /**
     * The source goes on as another (other audio, a picture of other proportions): what follows is for a new epoch; nothing
     * comes after this.
     *
     * @param rest the source from here on; whoever takes this closes it
     * @param atUs where the new epoch begins in this one, presentation time in µs
     */
    record Turned(OpenSource rest, long atUs) implements Captured {}

    /** The source could not be read; nothing comes after this. */
    record Failed(Throwable reason) implements Captured {

        /** The reason, to be thrown where the capture was asked for; an error of the machine is thrown here. */
        public RuntimeException unchecked() {
            return switch (reason) {
                case Error error -> throw error;
                case RuntimeException exception -> exception;
                default -> new IllegalStateException(reason);
            };
        }
    }
}
