package dev.brushcast.egress.watch;

import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.RgbPicture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a stream's output, frame by frame, and says when something begins and ceases to be wrong with it. What the source does
 * itself is not: a source that is black or still, a frame that the similarity filter shows again since the source is still, a
 * picture that is held while the source is away (nothing is shown then that would be looked at).
 *
 * <p>Times are media time, microseconds since 1970. Safe for use by several threads: the styled picture has one and the original another.
 */
public final class OutputWatch {

    /** As long as it has to be well again until it counts as well: what flickers is told once. */
    private static final long CLEAR_US = 1_000_000;

    /** The source does the same if it has done so for so long, or for half of what has to be wrong. */
    private static final long LATELY_US = 1_000_000;

    /** Quieter than this of full scale is silence: -60 dB, as FFmpeg's {@code silencedetect} has it. */
    private static final double SILENCE = 0.001;

    private final boolean withSource;
    private final Listener listener;
    private final SourceSight source = new SourceSight();
    private final DebouncedCondition black;
    private final DebouncedCondition frozen;
    private final DebouncedCondition silent;
    private final Set<Alarm> on = EnumSet.noneOf(Alarm.class);
    private @Nullable PictureSample last;

    /** Is told of changes; called by the thread that shows the frame, and must not wait. */
    public interface Listener {

        /** It is wrong from now on; {@code sinceUs}: since when it has been. */
        void raised(Alarm alarm, long sinceUs);

        /** It is well again. */
        void cleared(Alarm alarm, long us);
    }

    /** @param withSource whether the original picture is put out as well, and can be looked at */
    public OutputWatch(AlarmLimits limits, boolean withSource, Listener listener) {
        this.withSource = withSource;
        this.listener = listener;
        this.black = new DebouncedCondition(us(limits.black()), CLEAR_US);
        this.frozen = new DebouncedCondition(us(limits.frozen()), CLEAR_US);
        this.silent = new DebouncedCondition(us(limits.silent()), CLEAR_US);
    }

    private static long us(Duration limit) {
        return limit.toNanos() / 1000;
    }

    /** A frame of the original. */
    public void source(long us, RgbPicture picture) {
        PictureSample sample = PictureSample.of(picture);
        synchronized (this) {
            source.shown(us, sample);
        }
    }

    /** A frame of the styled picture: one of its own, or the one before again. */
    public void styled(long us, RgbPicture picture, Outcome outcome) {
        PictureSample sample = outcome.hasPicture() ? PictureSample.of(picture) : null;
        synchronized (this) {
            boolean changed =
                    sample == null ? outcome.kind() == Outcome.Kind.REUSED_SIMILAR : last == null || !sample.isAs(last);
            last = sample == null ? last : sample;
            boolean dark = last != null && last.isBlack();
            tell(Alarm.BLACK, black, us, dark && !isOfTheSource(us, black, SourceSight.Glance::black));
            tell(Alarm.FROZEN, frozen, us, !changed && !isOfTheSource(us, frozen, SourceSight.Glance::still));
        }
    }

    /** False where nothing is said of silence, and nobody need decode the audio. */
    boolean listens() {
        return silent.onUs() > 0;
    }

    /** Sound; {@code peak}: the loudest sample, of full scale 1. */
    public synchronized void sound(long us, double peak) {
        tell(Alarm.SILENT, silent, us, peak < SILENCE);
    }

    private boolean isOfTheSource(long us, DebouncedCondition condition, Predicate<SourceSight.Glance> same) {
        return withSource && source.wasLately(us, Math.min(LATELY_US, condition.onUs() / 2), same);
    }

    private void tell(Alarm alarm, DebouncedCondition condition, long us, boolean wrong) {
        boolean now = condition.at(us, wrong);
        if (now && on.add(alarm)) {
            listener.raised(alarm, condition.heldSinceUs());
        } else if (!now && on.remove(alarm)) {
            listener.cleared(alarm, us);
        }
    }
}
