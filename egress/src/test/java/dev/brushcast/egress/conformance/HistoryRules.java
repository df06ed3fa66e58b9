package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Part;
import dev.brushcast.egress.conformance.MediaView.Segment;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be so of a media playlist from one reading to the next. Confined to one thread. */
final class HistoryRules {

    private static final double STALE_TARGETS = 1.5;

    private final Findings findings;
    private final TreeMap<Long, Segment> known = new TreeMap<>();
    private final DateRangeRules dateRanges;
    private @Nullable MediaView before;
    private double changedSeconds;

    HistoryRules(Findings findings) {
        this.findings = findings;
        this.dateRanges = new DateRangeRules(findings);
    }

    /**
     * The next reading, whole.
     *
     * @param atSeconds when it was read
     */
    void judge(MediaView playlist, double atSeconds) {
        if (before != null) {
            constants(before, playlist);
            sequences(before, playlist);
            hint(before, playlist);
            fresh(before, playlist, atSeconds);
        }
        segments(playlist);
        dateRanges.judge(playlist);
        if (before == null || !before.lines().equals(playlist.lines())) {
            changedSeconds = atSeconds;
        }
        before = playlist;
    }

    private void constants(MediaView old, MediaView now) {
        findings.expect(
                old.target() == now.target(),
                Rule.L02_TARGET_NEVER_CHANGES,
                "%f became %f",
                old.target(),
                now.target());
        findings.expect(
                old.partTarget() == now.partTarget(),
                Rule.LL01_PART_TARGET_NEVER_CHANGES,
                "%f became %f",
                old.partTarget(),
                now.partTarget());
        Optional<Tag> control = now.tag("#EXT-X-SERVER-CONTROL");
        findings.expect(
                old.tag("#EXT-X-SERVER-CONTROL").equals(control),
                Rule.LL02_SERVER_CONTROL_THERE_AND_ALWAYS_THE_SAME,
                "became %s",
                control);
        if (old.ended()) {
            findings.expect(
                    old.lines().equals(now.lines()), Rule.L13_NOTHING_AFTER_THE_END, "something came after ENDLIST");
        }
    }

    private void sequences(MediaView old, MediaView now) {
        long oldFirst = (long) old.number("#EXT-X-MEDIA-SEQUENCE");
        long first = (long) now.number("#EXT-X-MEDIA-SEQUENCE");
        findings.expect(
                first >= oldFirst && now.last() >= old.last(),
                Rule.L03_A_SEQUENCE_NUMBER_STAYS_WITH_ITS_SEGMENT,
                "from %d to %d after from %d to %d",
                first,
                now.last(),
                oldFirst,
                old.last());
        long left = old.segments().stream()
                .filter(segment -> segment.number() < first && segment.discontinuity())
                .count();
        long counted =
                (long) (now.number("#EXT-X-DISCONTINUITY-SEQUENCE") - old.number("#EXT-X-DISCONTINUITY-SEQUENCE"));
        findings.expect(
                counted == left || first > old.last(),
                Rule.L04_DISCONTINUITIES_THAT_LEAVE_ARE_COUNTED,
                "%d left, %d counted",
                left,
                counted);
        double seconds = now.segments().stream().mapToDouble(Segment::seconds).sum();
        findings.expect(
                first == oldFirst || seconds >= 3 * now.target(),
                Rule.L07_A_WINDOW_OF_THREE_TARGETS,
                "%f seconds after segments have left",
                seconds);
    }

    /** What was announced comes, or is still announced, but where a capture broke off. */
    private void hint(MediaView old, MediaView now) {
        if (old.hint().isEmpty() || now.ended() || now.hint().equals(old.hint())) {
            return;
        }
        String uri = old.hint().get();
        boolean brokeOff =
                now.all().stream().anyMatch(segment -> segment.number() > old.last() && segment.discontinuity());
        boolean longAgo = now.last() > old.last() + 1;
        findings.expect(
                brokeOff || longAgo || now.parts().anyMatch(part -> part.uri().equals(uri)),
                Rule.LL09_ONE_HINT_THAT_COMES_TRUE,
                "%s was announced and did not come",
                uri);
    }

    private void fresh(MediaView old, MediaView now, double atSeconds) {
        findings.expect(
                old.ended() || atSeconds - changedSeconds <= STALE_TARGETS * now.target(),
                Rule.L11_FRESH,
                "nothing new for %f seconds",
                atSeconds - changedSeconds);
    }

    private void segments(MediaView playlist) {
        for (Segment segment : playlist.all()) {
            Segment was = known.get(segment.number());
            if (was != null) {
                findings.expect(
                        same(was, segment),
                        Rule.L03_A_SEQUENCE_NUMBER_STAYS_WITH_ITS_SEGMENT,
                        "%d was %s and is %s",
                        segment.number(),
                        was,
                        segment);
            }
            if (was == null || was.uri().isEmpty()) {
                known.put(segment.number(), segment);
            }
        }
        known.headMap((long) playlist.number("#EXT-X-MEDIA-SEQUENCE")).clear();
    }

    private static boolean same(Segment was, Segment is) {
        boolean head = was.discontinuity() == is.discontinuity()
                && was.map().equals(is.map())
                && was.airTime().equals(is.airTime());
        boolean end = was.uri().isEmpty() || (was.uri().equals(is.uri()) && was.seconds() == is.seconds());
        List<Part> first = was.parts();
        boolean parts = is.parts().isEmpty()
                || (is.parts().size() >= first.size()
                        && is.parts().subList(0, first.size()).equals(first));
        return head && end && parts;
    }
}
