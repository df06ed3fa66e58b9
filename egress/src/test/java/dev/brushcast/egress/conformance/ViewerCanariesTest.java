package dev.brushcast.egress.conformance;

import static dev.brushcast.egress.conformance.CanariesTest.assertFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Servers of a live stream that do one thing wrong. */
class ViewerCanariesTest {

    static final Set<Rule> RULES = Set.of(
            Rule.L10_WHAT_HAS_LEFT_CAN_STILL_BE_FETCHED,
            Rule.L11_FRESH,
            Rule.LL12_DELTAS_MAKE_THE_WHOLE,
            Rule.LL18_NAMES_NOTHING_THAT_IS_NOT_THERE);

    private static final String PLAYLIST = "/styled/index.m3u8";
    private static final String LATER = Right.NEXT
            .replace("URI=\"p19-3.m4s\"", "URI=\"p20-0.m4s\"")
            .replace(Right.parts(16, 4), "")
            .replace(
                    "#EXT-X-PRELOAD",
                    Right.parts(19, 4).substring(Right.parts(19, 3).length()) + "#EXT-X-PRELOAD");
    private static final String DELTA = LATER.replace(
            "#EXT-X-MAP:URI=\"a.mp4\"\n" + Right.segments(11, 13),
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n#EXT-X-MAP:URI=\"b.mp4\"\n");
    private static final String ENDED =
            LATER.replaceAll("#EXT-X-(PRELOAD|RENDITION).*\n", "") + "#EXTINF:2.000000,\ns19.m4s\n#EXT-X-ENDLIST\n";

    private final Findings findings = new Findings();

    @AutoClose
    private final ExecutorService hints = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void whatIsRightIsNotObjectedTo() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.NEXT, DELTA, ENDED), "nothing");

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void whatIsSkippedKeepsTheMapOfASegmentThatHasLeft() {
        Delta delta = new Delta();
        delta.whole(Right.PLAYLIST);

        assertThat(MediaView.of(delta.whole(DELTA)).segments())
                .extracting(MediaView.Segment::number, MediaView.Segment::map)
                .contains(tuple(11L, "a.mp4"), tuple(12L, "a.mp4"), tuple(13L, "b.mp4"), tuple(18L, "b.mp4"));
    }

    @Test
    void anUpdateThatLeavesOutTooMuchIsFound() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.NEXT, DELTA.replace("SEGMENTS=3", "SEGMENTS=2"), ENDED), "nothing");
        assertFound(findings, Rule.LL12_DELTAS_MAKE_THE_WHOLE);
    }

    @Test
    void anAnswerWithoutWhatWasAskedForIsFound() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.PLAYLIST, DELTA, ENDED), "nothing");
        assertFound(findings, Rule.LL13_WAITS_FOR_WHAT_IS_ASKED);
    }

    @Test
    void aPartThatIsNamedAndNotThereIsFound() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.NEXT, DELTA, ENDED), "p18-3.m4s");
        assertFound(findings, Rule.LL18_NAMES_NOTHING_THAT_IS_NOT_THERE);
    }

    @Test
    void aHintThatIsRefusedIsFound() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.NEXT, DELTA, ENDED), "p19-2.m4s");
        assertFound(findings, Rule.LL09_ONE_HINT_THAT_COMES_TRUE);
    }

    @Test
    void aSegmentThatIsGoneOnceItHasLeftIsFound() throws Exception {
        follow(List.of(Right.PLAYLIST, Right.NEXT, DELTA, ENDED), "gone s10.m4s");
        assertFound(findings, Rule.L10_WHAT_HAS_LEFT_CAN_STILL_BE_FETCHED);
    }

    @Test
    void aServerThatGivesUpIsFound() {
        assertThatThrownBy(() -> follow(List.of(Right.PLAYLIST, "503"), "nothing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
        assertFound(findings, Rule.L11_FRESH);
    }

    /** Each request with a directive is answered with the next playlist, others with the current one. */
    private void follow(List<String> playlists, String missing) throws Exception {
        AtomicInteger at = new AtomicInteger();
        Origin origin = (path, _) -> {
            if (path.startsWith(PLAYLIST)) {
                String text = playlists.get(path.contains("?") ? at.incrementAndGet() : at.get());
                return text.equals("503") ? answer(503, "") : answer(200, whole(path, text));
            }
            String uri = path.substring(path.lastIndexOf('/') + 1);
            boolean gone = missing.equals(uri) || (missing.equals("gone " + uri) && at.get() > 0);
            return gone ? answer(404, "") : new Origin.Answer(200, Map.of(), PaperMedia.of(uri), 0);
        };
        new LiveViewer(origin, PLAYLIST, Set.of("../audio/index.m3u8"), findings, () -> 0, hints).follow(1);
    }

    /** Who does not ask for an update gets all of it. */
    private static String whole(String path, String text) {
        return path.contains("?") || !text.contains("#EXT-X-SKIP") ? text : LATER;
    }

    private static Origin.Answer answer(int status, String text) {
        return new Origin.Answer(status, Map.of(), text.getBytes(StandardCharsets.UTF_8), 0);
    }
}
