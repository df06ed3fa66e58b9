package dev.brushcast.ingest.chunk;

import dev.brushcast.contract.avro.FrameGap;
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
 * frames last is due (a lone frame is not held back until others come). A gap waits for the next frame: only one that
 * holds and the last chunk are without frames. Used by one thread.
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
    private long bytes;
    private long sequence;

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
        if (bytes + size > maxBytes) {
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

    /** When the chunk that is being filled is due, on the clock of {@code capturedAtUs}; {@link #NEVER} without frames. */
    public long dueAtUs() {
        return frames.isEmpty() ? NEVER : frames.getFirst().getCapturedAtUs() + spanUs;
    }

    /** The chunk that is being filled, if it has frames. */
    public Optional<VideoChunk> flush(long nowUs) {
        return frames.isEmpty() ? Optional.empty() : Optional.of(take(false, null, nowUs));
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
                .setGaps(gaps)
                .setEndOfEpoch(last)
                .setHeldUntilUs(held == null ? null : held.untilUs())
                .setSlateFromUs(held == null ? null : held.slateFromUs())
                .build();
        frames = new ArrayList<>();
        gaps = new ArrayList<>();
        bytes = 0;
        return chunk;
    }
}
