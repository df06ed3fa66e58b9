package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.demux.Beginning;
import dev.brushcast.media.ffmpeg.fit.DecodedFrame;
import dev.brushcast.media.ffmpeg.fit.Orientation;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.SourceInfo;
import dev.brushcast.media.source.TestSource;
import java.time.Duration;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** The test picture and its tone: made by FFmpeg's filters as fast as they are read. */
final class GeneratedInput implements MediaInput {

    private static final String PICTURES = "buffersink@pictures";
    private static final String TONE = "abuffersink@tone";
    private static final int SAMPLE_RATE = 48_000;
    private static final int BYTES_PER_SAMPLE = 2;
    private static final int NO_PROFILE = -99;
    private static final long SECOND_US = 1_000_000;

    private final TestSource source;
    private final Cancellation cancellation;
    private final FilterGraph graph;
    private final AVFilterContext pictures;
    private final AVFilterContext tone;
    private final AVFrame frame = avutil.av_frame_alloc();

    private long frames;
    private long samples;
    private boolean toneEnded;

    GeneratedInput(TestSource source, Cancellation cancellation) {
        this.source = source;
        this.cancellation = cancellation;
        this.graph = new FilterGraph(description(source));
        this.pictures = graph.sink(PICTURES);
        this.tone = graph.sink(TONE);
    }

    private static String description(TestSource source) {
        Duration duration = source.duration();
        String length = duration == null ? "" : ":duration=" + duration.toNanos() / 1e9;
        return "testsrc2=size=" + source.width() + "x" + source.height() + ":rate="
                + source.rate().num() + "/" + source.rate().den() + length + ",format=yuv420p," + PICTURES
                + ";sine=frequency=330:beep_factor=4:sample_rate=" + SAMPLE_RATE + length
                + ",aformat=sample_fmts=s16," + TONE;
    }

    @Override
    public SourceInfo info() {
        AudioFormat audio = new AudioFormat(
                "pcm_s16le", new byte[0], SAMPLE_RATE, 1, "mono", NO_PROFILE, 0, 0, new Rational(1, SAMPLE_RATE));
        return new SourceInfo(
                TestSource.NAME,
                "rawvideo",
                source.width(),
                source.height(),
                source.width(),
                source.height(),
                source.rate(),
                source.duration(),
                false,
                audio,
                false,
                true);
    }

    @Override
    public Duration sinceConnected() {
        return Duration.ZERO;
    }

    @Override
    public Beginning beginning() {
        return new Beginning();
    }

    @Override
    public boolean beginsLike(Beginning other) {
        return false;
    }

    @Override
    public int leaveOut(Duration bearable) {
        return 0;
    }

    @Override
    public InputItem read() {
        if (cancellation.cancelled()) {
            return new InputItem.End(EndKind.COMPLETE, "stopped");
        }
        avutil.av_frame_unref(frame);
        boolean toneIsDue = !toneEnded && samples * SECOND_US / SAMPLE_RATE <= timeUs(frames);
        if (toneIsDue) {
            if (FilterGraph.next(tone, frame)) {
                return packet();
            }
            toneEnded = true;
        }
        if (FilterGraph.next(pictures, frame)) {
            return picture();
        }
        return restOfTone();
    }

    private InputItem restOfTone() {
        return !toneEnded && FilterGraph.next(tone, frame) ? packet() : new InputItem.End(EndKind.COMPLETE, null);
    }

    private InputItem picture() {
        long begin = timeUs(frames++);
        return new InputItem.Frame(new DecodedFrame(frame, Orientation.UPRIGHT, begin, timeUs(frames) - begin));
    }

    private InputItem packet() {
        long begin = samples;
        int count = frame.nb_samples();
        samples += count;
        byte[] data = new byte[count * BYTES_PER_SAMPLE];
        frame.data(0).get(data);
        return new InputItem.Audio(begin, count, data);
    }

    private long timeUs(long number) {
        Rational rate = source.rate();
        return avutil.av_rescale(number, SECOND_US * rate.den(), rate.num());
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        graph.close();
    }
}
