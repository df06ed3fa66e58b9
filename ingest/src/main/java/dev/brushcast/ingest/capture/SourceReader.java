package dev.brushcast.ingest.capture;

import dev.brushcast.media.caption.CaptionCarry;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads one opened source to its end: numbers its frames, drops those that are too many, holds them back until they are
 * due, fits the others and hands everything over. Owns the input and the fitter, and closes them, unless the input goes on
 * as another and is handed over, too; runs on its own thread.
 */
final class SourceReader implements Reading {

    /** How far behind a live source reading may be before it drops frames: bursts, as after connecting, are read out. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MediaInput input;
    private final FrameFitter fitter;
    private final FrameRateCap cap;
    private final @Nullable Pacer pacer;
    private final IngestClock clock;
    private final StopSignal stop;
    private final Handoff handoff;

    private final Delay delay = new Delay();
    private final CaptionCarry captions = new CaptionCarry();

    private long nextNumber;
    private long overrun;

    /**
     * Prepares to read; {@link #run} must follow, or {@link #close}.
     *
     * @param maxFrameRate frames per second; null: no limit
     * @param realTime true: frames wait for their presentation time, counted from now on
     */
    SourceReader(
            MediaInput input,
            FrameFitter fitter,
            @Nullable Double maxFrameRate,
            boolean realTime,
            IngestClock clock,
            StopSignal stop,
            Handoff handoff) {
        this.input = input;
        this.fitter = fitter;
        this.cap = new FrameRateCap(maxFrameRate);
        this.pacer = realTime ? new Pacer(clock, stop) : null;
        this.clock = clock;
        this.stop = stop;
        this.handoff = handoff;
    }

    @Override
    public void run() throws InterruptedException {
        try (fitter) {
            boolean passedOn = false;
            try {
                Captured last = readToEnd();
                handoff.put(last);
                passedOn = last instanceof Captured.Turned;
            } finally {
                if (!passedOn) {
                    input.close();
                }
            }
        }
    }

    private Captured readToEnd() throws InterruptedException {
        try {
            while (!stop.isGiven()) {
                switch (input.read()) {
                    case InputItem.Frame item -> take(item.frame());
                    case InputItem.Audio audio -> handoff.put(new Captured.Audio(audio));
                    case InputItem.Splice splice -> handoff.put(new Captured.Splice(splice));
                    case InputItem.Changed change -> {
                        return new Captured.Turned(new DecodedSource(input), change.atUs());
                    }
                    case InputItem.Lost lost -> skip(lost.frames(), GapCause.CORRUPT);
                    case InputItem.End end -> {
                        return stop.isGiven() ? Captured.Ended.COMPLETE : new Captured.Ended(end.kind(), end.cause());
                    }
                }
            }
            return Captured.Ended.COMPLETE;
        } finally {
            tellOverrun();
        }
    }

    private void take(DecodedFrame frame) throws InterruptedException {
        if (!cap.keeps(frame.ptsUs())) {
            captions.leftOut(frame.captions());
            skip(1, GapCause.FRAME_RATE);
            return;
        }
        if (pacer != null) {
            pacer.awaitDue(frame.ptsUs());
        }
        boolean late = delay.after(clock.monotonicNs(), frame.ptsUs()).compareTo(PATIENCE) > 0;
        if (late && !input.info().patient() && handoff.isFull()) {
            captions.leftOut(frame.captions());
            overrun++; // told when there is room again
            nextNumber++;
            return;
        }
        tellOverrun();
        long capturedAtUs = clock.wallUs();
        handoff.put(new Captured.Frame(
                nextNumber++,
                frame.ptsUs(),
                frame.durationUs(),
                capturedAtUs,
                fitter.fit(frame),
                captions.kept(frame.captions())));
    }

    private void skip(int count, GapCause cause) throws InterruptedException {
        tellOverrun();
        handoff.put(new Captured.Missing(nextNumber, count, cause));
        nextNumber += count;
    }

    private void tellOverrun() throws InterruptedException {
        if (overrun > 0) {
            handoff.put(new Captured.Missing(nextNumber - overrun, overrun, GapCause.OVERRUN));
            overrun = 0;
        }
    }

    /** Lets go of the source; {@link #run} does so itself when it ends. */
    @Override
    public void close() {
        fitter.close();
        input.close();
    }
}
