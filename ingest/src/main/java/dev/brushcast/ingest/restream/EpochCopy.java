package dev.brushcast.ingest.restream;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.ingest.capture.GapCause;
import dev.brushcast.ingest.capture.Pacer;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.ReadAhead;
import dev.brushcast.ingest.epoch.CaptureContext;
import dev.brushcast.ingest.epoch.StreamEvents;
import dev.brushcast.ingest.publish.StreamOutput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One capture of another stream, published as one of this stream: frame numbers, times and bytes are the other's, name, epoch
 * and the numbers of chunks are this one's. Used by one thread.
 */
final class EpochCopy {

    private final CaptureContext context;
    private final IngestConfig config;
    private final Copied what;
    private final StreamOutput output;
    private final StreamEvents events;
    private final @Nullable Pacer pacer;
    private final PictureCopies pictures;
    private final AudioCopies audio;
    private boolean ended;

    /**
     * What is copied, and as what.
     *
     * @param original number of the capture that is copied
     * @param epoch its number here
     * @param range what of it is wanted
     * @param recorded true: as a recording, whatever it was
     * @param speed as {@link dev.brushcast.media.source.StreamSource#speed}
     */
    record Copied(
            long original,
            long epoch,
            MediaRange range,
            boolean recorded,
            @Nullable Double speed) {}

    /**
     * Of a capture whose first chunk has come.
     *
     * @param beforeFirst why frames before its first one are missing, if they are
     */
    EpochCopy(CaptureContext context, Copied what, GapCause beforeFirst) {
        this.context = context;
        this.config = context.config();
        this.what = what;
        this.output = context.output();
        this.events = new StreamEvents(context, what.epoch());
        this.pictures = new PictureCopies(
                config.streamId(),
                config.fallback().policy().rule(),
                config.askedModel(),
                what,
                new FrameCoverage(beforeFirst));
        this.audio = new AudioCopies(config.streamId(), what);
        this.pacer = what.speed() == null ? null : new Pacer(context.clock(), context.stop());
    }

    /** The number of the capture that is copied. */
    long original() {
        return what.original();
    }

    /** Where its pictures end so far, presentation time in µs. */
    long endUs() {
        return pictures.endUs();
    }

    void begin(VideoChunk first, EpochStart newest) throws InterruptedException {
        context.tally().epochBegun();
        boolean live = first.getLive() && !what.recorded();
        output.publish(EpochStart.newBuilder(newest)
                .setStreamId(config.streamId())
                .setSlot(config.slot())
                .setEpoch(what.epoch())
                .setSource(config.source().redacted())
                .setWidth(first.getWidth())
                .setHeight(first.getHeight())
                .setLive(live)
                .setStartedAtUs(context.clock().wallUs())
                .build());
        events.tell(
                StreamEventType.EPOCH_STARTED,
                config.source().redacted() + " as " + first.getWidth() + "x" + first.getHeight(),
                Map.of("of", first.getStreamId(), "ofEpoch", Long.toString(what.original())));
        ReadAhead readAhead = config.chunks().readAhead();
        if (!live && readAhead.isBounded()) {
            output.holdBack(what.epoch(), readAhead.bytes());
        }
        if (live) {
            output.standBy(config.fallback());
        }
    }

    /**
     * Publishes a chunk, or what of it is wanted.
     *
     * @param late true: its frames are dropped
     */
    void picture(VideoChunk chunk, boolean late) throws InterruptedException {
        VideoChunk copy = pictures.of(chunk, late, context.clock().wallUs());
        if (copy == null) {
            return;
        }
        awaitDue(copy);
        for (VideoFrame frame : copy.getFrames()) {
            context.tally().published(frame.getPtsUs(), frame.getDurationUs());
        }
        for (FrameGap gap : copy.getGaps()) {
            context.tally().dropped(gap.getCause(), gap.getCount());
            GapCause cause = GapCause.of(gap.getCause());
            if (cause != null) {
                events.gap(cause, gap.getCount());
            }
        }
        List<SpliceCue> announced = pictures.newCues(copy);
        context.tally().cues(announced.size());
        events.cues(announced, null);
        tellWhatIsShown(copy);
        output.publish(copy, pictures.endUs());
        long endUs = MediaTime.of(copy.getEpochStartUs(), pictures.endUs());
        context.air().reaches(endUs);
    }

    private void awaitDue(VideoChunk copy) throws InterruptedException {
        if (pacer != null && what.speed() != null && !copy.getFrames().isEmpty()) {
            long sinceUs = copy.getFrames().getFirst().getPtsUs() - pictures.beginUs();
            pacer.awaitDue(Math.round(sinceUs / what.speed()));
        }
    }

    private void tellWhatIsShown(VideoChunk copy) throws InterruptedException {
        if (copy.getHeldUntilUs() == null) {
            if (!copy.getFrames().isEmpty()) {
                events.shows(StreamEventType.LIVE);
            }
        } else if (!copy.getEndOfEpoch()) {
            events.shows(copy.getSlateFromUs() == null ? StreamEventType.HOLD : StreamEventType.SLATE);
        }
    }

    void audio(AudioChunk chunk) throws InterruptedException {
        AudioChunk copy = audio.of(chunk);
        if (copy == null) {
            return;
        }
        for (AudioPacket _ : copy.getPackets()) {
            context.tally().audio();
        }
        output.publish(copy, pictures.endUs());
    }

    /** False while more of it may come. */
    boolean hasAllAudio() {
        return audio.isEnded();
    }

    /** Ends it, where it has not ended by itself; the cluster has everything then. */
    void end(@Nullable String cause) throws InterruptedException {
        if (ended) {
            return;
        }
        ended = true;
        VideoChunk lastPictures = pictures.end(context.clock().wallUs());
        if (lastPictures != null) {
            for (FrameGap gap : lastPictures.getGaps()) {
                context.tally().dropped(gap.getCause(), gap.getCount());
            }
            output.publish(lastPictures, pictures.endUs());
        }
        AudioChunk lastAudio = audio.end(pictures.epochStartUs());
        if (lastAudio != null) {
            output.publish(lastAudio, pictures.endUs());
        }
        context.tally().ended(cause);
        events.tellGaps();
        events.tell(
                StreamEventType.EPOCH_ENDED,
                cause == null ? "the source has ended" : cause,
                Map.of("framesRead", Long.toString(context.tally().summary().framesRead())));
        output.awaitDelivery();
        output.endEpoch();
    }
}
