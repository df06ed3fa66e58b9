package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of one epoch into chunks, and between them the record of those that are missing.
 *
 * <p>A chunk is full when it has so many frames, or when one more would make it too large. One that waits longer than its
 * frames last is due (a lone frame is not held back until others come), and so is an announcement that waits for frames as long: it
 * comes in a chunk without any. A gap waits for the next frame, or for a chunk that holds. Used by one thread.
 */
public final class VideoChunker {

    /** Nothing is due. */
    public static final long NEVER = Long.MAX_VALUE;

    private final EpochHeader header;
    private final int framesPerChunk;
    private final long maxBytes;
    private final long spanUs;

    private List<VideoFrame> frames = new ArrayList<>();
    private List<FrameGap> gaps = new ArrayList<>();
    private final StandingCues cues = new StandingCues();
    private long bytes;
    private long sequence;
    private long publishedUs = Long.MIN_VALUE;

    /**
     * Begins an epoch.
     *
     * @param framesPerChunk at least 1
     * @param maxBytes of the frames in a chunk, unless a single frame has more
     * @param spanUs how long a chunk may wait for its frames, µs
     */
    public VideoChunker(EpochHeader header, int framesPerChunk, long maxBytes, long spanUs) {
        this.header = header;
        this.framesPerChunk = framesPerChunk;
        this.maxBytes = maxBytes;
        this.spanUs = spanUs;
    }

    /**
     * Takes the next frame; returns the chunks that are full by it, mostly none or one.
     *
     * @param nowUs wall clock, as everywhere here µs since 1970
     */
    public List<VideoChunk> add(VideoFrame frame, long nowUs) {
        List<VideoChunk> full = new ArrayList<>();
        int size = frame.getData().remaining();
        if (!frames.isEmpty() && bytes + size > maxBytes) {
            flush(nowUs).ifPresent(full::add);
        }
        frames.add(frame);
        bytes += size;
        if (frames.size() == framesPerChunk) {
            flush(nowUs).ifPresent(full::add);
        }
        return full;
    }

    /**
     * Notes frames that will not come.
     *
     * @param first number of the first of them
     * @param count at least 1
     * @param cause a name for counting
     */
    public void skip(long first, long count, String cause) {
        if (!gaps.isEmpty()) {
            FrameGap last = gaps.getLast();
            if (last.getCause().equals(cause) && last.getFirstFrame() + last.getCount() == first) {
                gaps.set(gaps.size() - 1, new FrameGap(last.getFirstFrame(), last.getCount() + count, cause));
                return;
            }
        }
        gaps.add(new FrameGap(first, count, cause));
    }

    /** Takes an announcement, for the chunk that is being filled and all until it is over. */
    public void announce(SpliceCue cue) {
        cues.add(cue);
    }

    /** The earliest presentation time that an announcement may have: later than all frames in chunks that are gone, µs. */
    public long earliestCueUs() {
        return publishedUs == Long.MIN_VALUE ? Long.MIN_VALUE : publishedUs + 1;
    }

    /**
     * When the chunk that is being filled is due, on the clock of {@code capturedAtUs}; {@link #NEVER} without frames, and without
     * an announcement that waits.
     */
    public long dueAtUs() {
        if (!frames.isEmpty()) {
            return frames.getFirst().getCapturedAtUs() + spanUs;
        }
        return announces() ? cues.untoldSinceUs() + spanUs : NEVER;
    }

    /** An epoch begins with a frame. */
    private boolean announces() {
        return sequence > 0 && cues.anyUntold();
    }

    /** The chunk that is being filled, if it has frames or announces something. */
    public Optional<VideoChunk> flush(long nowUs) {
        return frames.isEmpty() && !announces() ? Optional.empty() : Optional.of(take(false, null, nowUs));
    }

    /** A chunk that holds the last picture, and gaps that are waiting; frames are to be flushed before. */
    public VideoChunk hold(Held held, long nowUs) {
        return take(false, held, nowUs);
    }

    /**
     * The last chunk, with whatever is left.
     *
     * @param held null: it ends with its last frame
     */
    public VideoChunk end(@Nullable Held held, long nowUs) {
        return take(true, held, nowUs);
    }

    private VideoChunk take(boolean last, @Nullable Held held, long nowUs) {
        long firstUs = frames.isEmpty() ? Long.MIN_VALUE : frames.getFirst().getPtsUs();
        for (VideoFrame frame : frames) {
            publishedUs = Math.max(publishedUs, frame.getPtsUs());
        }
        boolean gapsWait = frames.isEmpty() && !last && held == null;
        VideoChunk chunk = VideoChunk.newBuilder()
                .setStreamId(header.streamId())
                .setEpoch(header.epoch())
                .setSequence(sequence++)
                .setEpochStartUs(header.epochStartUs())
                .setPublishedAtUs(nowUs)
                .setWidth(header.width())
                .setHeight(header.height())
                .setFrameRateNum(header.frameRate().num())
                .setFrameRateDen(header.frameRate().den())
                .setLive(header.live())
                .setFormat(header.format())
                .setFrames(frames)
                .setGaps(gapsWait ? List.of() : gaps)
                .setEndOfEpoch(last)
                .setHeldUntilUs(held == null ? null : held.untilUs())
                .setSlateFromUs(held == null ? null : held.slateFromUs())
                .setCues(cues.take(firstUs))
                .setFallback(header.fallback())
                .setModel(header.model())
                .build();
        frames = new ArrayList<>();
        gaps = gapsWait ? gaps : new ArrayList<>();
        bytes = 0;
        return chunk;
    }
}
