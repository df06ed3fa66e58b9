package dev.brushcast.egress.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Judges a rendition by its files. */
public final class FolderRules {

    private FolderRules() {}

    /** What is wrong with a media playlist and the segments that it names, which lie beside it. */
    public static List<Violation> judge(Path playlist) throws IOException {
        Findings findings = new Findings();
        MediaView view = MediaView.of(Files.readString(playlist));
        PlaylistRules.judge(view, findings);
        MediaRules media = new MediaRules(findings);
        for (MediaView.Segment segment : view.segments()) {
            media.judge(segment, uri -> Files.readAllBytes(playlist.resolveSibling(uri)));
        }
        return findings.all();
    }
}
