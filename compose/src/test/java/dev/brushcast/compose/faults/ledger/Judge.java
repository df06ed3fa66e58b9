package dev.brushcast.compose.faults.ledger;

import dev.brushcast.compose.faults.ledger.Answered.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the output against what became of each frame: a frame with a picture of its own shows that one, at its own time, once;
 * every other one shows the picture before it. For one thread.
 */
final class Judge {

    /** Times of the output are multiples of a tick of 1/90000 s, those of records microseconds. */
    private static final double SAME_TIME = 0.004;

    private final NavigableMap<FrameId, Captured.Frame> captured;
    private final Map<FrameId, Answer> answers;
    private final Map<Integer, FrameId> byPicture = new HashMap<>();
    private final Set<FrameId> seen = new HashSet<>();
    private NavigableMap<Double, FrameId> times = new TreeMap<>();
    private @Nullable ShownPicture before;
    private double offset = Double.NaN;
    private long fillers;
    private long doubled;
    private long backwards;
    private long misplaced;
    private long otherPicture;
    private long unreadable;
    private long notRising;

    Judge(Captured captured, Answered answered) {
        this.captured = captured.frames();
        this.answers = answered.answers();
        this.captured.forEach((id, frame) -> byPicture.put(frame.picture(), id));
    }

    /** The account of a stream whose output is this. */
    static Account account(Captured captured, Answered answered, List<ShownPicture> shown) {
        Judge judge = new Judge(captured, answered);
        for (int i = 0; i < shown.size(); i++) {
            judge.look(shown, i);
        }
        return judge.sum(captured, answered, shown.size());
    }

    private void look(List<ShownPicture> all, int index) {
        ShownPicture picture = all.get(index);
        ShownPicture last = before;
        if (last == null || picture.epoch() != last.epoch()) {
            begin(picture.epoch(), all.subList(index, all.size()));
            if (last != null && picture.epoch() < last.epoch()) {
                backwards++;
            }
        } else if (picture.seconds() <= last.seconds()) {
            notRising++;
        }
        FrameId frame = at(picture.seconds());
        if (frame == null) {
            fillers++;
        }
        Answer answer = frame == null ? null : answers.get(frame);
        if (picture.number() < 0) {
            if (frame != null && !isSlate(answer, last)) {
                unreadable++;
            }
            before = new ShownPicture(picture.epoch(), picture.seconds(), last == null ? -1 : last.number(), false);
            return;
        }
        compare(picture, frame, answer, last == null ? -1 : last.number());
        before = picture;
    }

    /** Where the answer says so, and at a capture's head, where there is no picture yet to show again. */
    private static boolean isSlate(@Nullable Answer answer, @Nullable ShownPicture last) {
        boolean head = last == null || last.number() < 0;
        return answer != null && (answer.slate() || (head && !answer.fresh()));
    }

    private void compare(ShownPicture picture, @Nullable FrameId frame, @Nullable Answer answer, int last) {
        if (picture.number() < last) {
            backwards++;
        } else if (picture.number() == last) {
            if (answer != null && answer.fresh()) {
                doubled++;
            }
        } else if (frame == null || !frame.equals(byPicture.get(picture.number()))) {
            misplaced++;
        } else {
            seen.add(frame);
            if (answer != null
                    && answer.fresh()
                    && picture.styled() != answer.name().startsWith("styled")) {
                otherPicture++;
            }
        }
    }

    /** An epoch's output has its own zero: where the first picture that is one of its frames says. */
    private void begin(long epoch, List<ShownPicture> rest) {
        times = new TreeMap<>();
        captured.subMap(new FrameId(epoch, 0), new FrameId(epoch + 1, 0))
                .forEach((id, frame) -> times.put(frame.ptsUs() / 1e6, id));
        offset = Double.NaN;
        for (ShownPicture picture : rest) {
            FrameId frame = byPicture.get(picture.number());
            if (picture.epoch() != epoch) {
                return;
            }
            Captured.Frame source = frame == null ? null : captured.get(frame);
            if (source != null && frame != null && frame.epoch() == epoch) {
                offset = picture.seconds() - source.ptsUs() / 1e6;
                return;
            }
        }
    }

    private @Nullable FrameId at(double seconds) {
        double time = seconds - offset;
        Map.Entry<Double, FrameId> near = Double.isNaN(time) ? null : times.ceilingEntry(time - SAME_TIME);
        return near != null && near.getKey() <= time + SAME_TIME ? near.getValue() : null;
    }

    private Account sum(Captured all, Answered answered, long shown) {
        Map<String, Long> outcomes = new TreeMap<>();
        long unanswered = 0;
        long lost = 0;
        long tail = 0;
        ShownPicture end = before;
        for (Map.Entry<FrameId, Captured.Frame> entry : captured.entrySet()) {
            Answer answer = answers.get(entry.getKey());
            if (answer == null) {
                unanswered++;
                continue;
            }
            outcomes.merge(answer.name(), 1L, Long::sum);
            if (answer.fresh() && !seen.contains(entry.getKey())) {
                if (isBehind(end, entry.getKey(), entry.getValue())) {
                    tail++;
                } else {
                    lost++;
                }
            }
        }
        return new Account(
                captured.size(),
                outcomes,
                all.gaps(),
                all.notCaptured(),
                answered.again(),
                shown,
                fillers,
                tail,
                new Account.Wrong(
                        all.unexplained(),
                        all.misnumbered(),
                        unanswered,
                        lost,
                        doubled,
                        backwards,
                        misplaced,
                        otherPicture,
                        unreadable,
                        notRising));
    }

    /** Whether a frame comes after the last picture of all. */
    private boolean isBehind(@Nullable ShownPicture end, FrameId id, Captured.Frame frame) {
        return end != null
                && (id.epoch() > end.epoch()
                        || (id.epoch() == end.epoch() && frame.ptsUs() / 1e6 + offset > end.seconds() + SAME_TIME));
    }
}
