package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Part;
import dev.brushcast.egress.conformance.MediaView.Segment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be so of every low-latency playlist by itself, beyond {@link PlaylistRules}. */
final class EdgeRules {

    private static final double EPSILON = 1e-5; // of decimal fractions
    private static final double FULL = 0.85;
    private static final double FRAME_SECONDS = 0.042;

    private final MediaView playlist;
    private final Findings findings;

    private EdgeRules(MediaView playlist, Findings findings) {
        this.playlist = playlist;
        this.findings = findings;
    }

    /** @param others uris of the stream's other media playlists, as seen from this one */
    static void judge(MediaView playlist, Set<String> others, Findings findings) {
        EdgeRules rules = new EdgeRules(playlist, findings);
        rules.serverControl();
        rules.parts();
        rules.namedParts();
        rules.hint();
        rules.reports(others);
    }

    private void serverControl() {
        Tag control = playlist.tag("#EXT-X-SERVER-CONTROL").orElse(new Tag("", ""));
        findings.expect(
                control.attribute("CAN-BLOCK-RELOAD").equals("YES"),
                Rule.LL02_SERVER_CONTROL_THERE_AND_ALWAYS_THE_SAME,
                "no blocking reload");
        findings.expect(
                control.number("PART-HOLD-BACK") >= 3 * playlist.partTarget() - EPSILON,
                Rule.LL03_PART_HOLD_BACK_OF_THREE_PARTS,
                "%f with parts of %f",
                control.number("PART-HOLD-BACK"),
                playlist.partTarget());
        double holdBack = control.number("HOLD-BACK");
        double skip = control.number("CAN-SKIP-UNTIL");
        findings.expect(
                (holdBack == 0 || holdBack >= 3 * playlist.target()) && skip >= 6 * playlist.target(),
                Rule.LL04_HOLD_BACK_AND_SKIP_FAR_ENOUGH,
                "hold back %f, skip %f, target %f",
                holdBack,
                skip,
                playlist.target());
    }

    private void parts() {
        for (Segment segment : playlist.all()) {
            List<Part> parts = segment.parts();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                // The last of an open segment may turn out to be the last of all.
                boolean mayBeShort = part.independent() || i == parts.size() - 1;
                findings.expect(
                        part.seconds() <= playlist.partTarget() + EPSILON
                                && (mayBeShort || part.seconds() >= FULL * playlist.partTarget()),
                        Rule.LL05_PARTS_ARE_FULL_AND_NOT_TOO_LONG,
                        "%s: %f of %f",
                        part.uri(),
                        part.seconds(),
                        playlist.partTarget());
            }
            findings.expect(
                    segment.uri().isEmpty()
                            || parts.isEmpty()
                            || Math.abs(segment.partSeconds() - segment.seconds()) < FRAME_SECONDS,
                    Rule.LL07_PARTS_ARE_THE_SEGMENT,
                    "%s: %f in parts of %f",
                    segment.uri(),
                    segment.seconds(),
                    segment.partSeconds());
        }
    }

    /** Of segments that end within three targets of the end, and of no others. */
    private void namedParts() {
        double fromEnd = playlist.open().map(Segment::partSeconds).orElse(0.0);
        boolean inParts = playlist.open().isPresent();
        for (Segment segment : playlist.segments().reversed()) {
            boolean near = fromEnd < 3 * playlist.target() - EPSILON;
            inParts |= !segment.parts().isEmpty();
            findings.expect(
                    near || segment.parts().isEmpty(),
                    Rule.LL08_OLD_PARTS_ARE_NOT_NAMED,
                    "%s ends %f before the end",
                    segment.uri(),
                    fromEnd);
            findings.expect(
                    !near || !inParts || !segment.parts().isEmpty(),
                    Rule.LL08_OLD_PARTS_ARE_NOT_NAMED,
                    "%s, %f before the end, has no parts",
                    segment.uri(),
                    fromEnd);
            fromEnd += segment.seconds();
        }
    }

    private void hint() {
        if (playlist.ended()) {
            return;
        }
        List<Tag> hints = playlist.tags("#EXT-X-PRELOAD-HINT")
                .filter(tag -> tag.attribute("TYPE").equals("PART"))
                .toList();
        Set<String> named = playlist.parts().map(Part::uri).collect(Collectors.toSet());
        findings.expect(
                hints.size() == 1 && !named.contains(hints.getFirst().attribute("URI")),
                Rule.LL09_ONE_HINT_THAT_COMES_TRUE,
                "hints: %s",
                hints);
    }

    private void reports(Set<String> others) {
        if (playlist.ended()) {
            return;
        }
        Set<String> reported = playlist.tags("#EXT-X-RENDITION-REPORT")
                .filter(tag -> !tag.attribute("LAST-MSN").isEmpty()
                        && !tag.attribute("LAST-PART").isEmpty())
                .map(tag -> tag.attribute("URI"))
                .collect(Collectors.toSet());
        findings.expect(
                reported.equals(others), Rule.LL10_REPORTS_ON_ALL_OTHERS, "on %s, others are %s", reported, others);
    }
}
