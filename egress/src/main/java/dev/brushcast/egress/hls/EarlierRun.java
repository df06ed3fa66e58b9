package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import dev.brushcast.egress.playlist.MediaPlaylist;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run has left in a rendition's folder. The playlist of a stream that goes on stays for its players until this run
 * has come as far; then, or at once where it cannot go on, what this run has not written is removed: files that are named as ours
 * are, and no others. Confined to one thread.
 */
final class EarlierRun {

    private static final String PLAYLIST = "index.m3u8";
    private static final Pattern OURS =
            Pattern.compile("(?:index\\.m3u8|e[0-9]+-[0-9a-z-]+-(?:init\\.mp4|segment-[0-9-]+\\.m4s))(?:\\.tmp)?");
    private static final Pattern SEGMENT = Pattern.compile("e([0-9]{1,18})-([0-9a-z-]+)-segment-(-?[0-9]{1,18})\\.m4s");

    private final Path folder;
    private final Set<String> leftovers;
    private @Nullable Left left;
    private final Reached reached;

    /**
     * What goes on.
     *
     * @param epoch of the last segment that the playlist names
     * @param startUs of that epoch
     * @param index of that segment
     */
    private record Left(MediaPlaylist playlist, long epoch, long startUs, long index) {}

    private EarlierRun(Path folder, Set<String> leftovers, @Nullable Left left, Reached reached) {
        this.folder = folder;
        this.leftovers = leftovers;
        this.left = left;
        this.reached = reached;
    }

    /** Looks at a folder, and clears it of what nobody can go on with. */
    static EarlierRun in(Path folder) {
        return in(folder, folder, Reached.NOWHERE);
    }

    /**
     * As {@link #in(Path)}, beside another rendition.
     *
     * @param leading the folder whose playlist counts where there is none here
     * @param reached how far players have seen the stream, wherever
     */
    static EarlierRun in(Path folder, Path leading, Reached reached) {
        EarlierRun run = new EarlierRun(
                folder, files(folder), leftIn(folder.resolve(PLAYLIST)).orElse(null), reached);
        if (run.left == null) {
            run.remove();
            run.left = leftIn(leading.resolve(PLAYLIST)).orElse(null);
        }
        return run;
    }

    /** True when a playlist is that of a stream that was left by who wrote it and goes on. */
    static boolean goesOn(Path playlist) {
        return leftIn(playlist).isPresent();
    }

    /**
     * Where a playlist that goes on ends, microseconds since 1970, air time.
     *
     * @param segmentEndUs when a segment ends, microseconds of its capture, by the number of its cell
     */
    static OptionalLong endUs(Path folder, LongUnaryOperator segmentEndUs) {
        return leftIn(folder.resolve(PLAYLIST)).stream()
                .mapToLong(left -> left.startUs() + segmentEndUs.applyAsLong(left.index()))
                .findFirst();
    }

    /** A capture begins: where it is of another history than the earlier run's, its playlist is of no use. */
    void begin(EpochInfo epoch) {
        Left of = left;
        if (of == null) {
            return;
        }
        boolean same = epoch.epoch() == of.epoch() && epoch.startUs() == of.startUs();
        boolean before = epoch.epoch() < of.epoch() && epoch.startUs() < of.startUs();
        boolean after = epoch.epoch() > of.epoch() && epoch.startUs() > of.startUs();
        if (!same && !before && !after) {
            remove();
        }
    }

    /**
     * The segments before this run's first one that it need not make again; they stay, with their initialisation segments.
     *
     * @param window is to name them
     * @param first uri of the first segment
     */
    void goOn(PlaylistWindow window, String first) {
        Left of = left;
        if (of != null && of.playlist().entries().stream().allMatch(entry -> leftovers.contains(entry.uri()))) {
            for (PlaylistEntry entry : window.goOnFrom(of.playlist(), first)) {
                written(entry.uri());
                written(entry.map());
            }
        }
    }

    /** A file of this run, which takes the place of the earlier one. */
    void written(String name) {
        leftovers.remove(name);
    }

    /** True while the playlist there names what comes after a segment, or players have seen that elsewhere. */
    boolean isAheadOf(EpochInfo epoch, long index) {
        Left of = left;
        return reached.isBeyond(epoch.epoch(), index)
                || (of != null && new Reached(of.epoch(), of.index()).isBeyond(epoch.epoch(), index));
    }

    /** Nobody needs it any more. */
    void remove() {
        left = null;
        for (String name : List.copyOf(leftovers)) {
            AtomicFiles.delete(folder.resolve(name));
        }
        leftovers.clear();
    }

    private static Set<String> files(Path folder) {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> OURS.matcher(file.getFileName().toString()).matches())) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException e) {
            throw new EgressException("cannot look for an earlier run's files in " + folder + ": " + Reason.of(e), e);
        }
        return names;
    }

    private static Optional<Left> leftIn(Path playlist) {
        try {
            return MediaPlaylist.parse(Files.readString(playlist))
                    .filter(read -> !read.ended() && !read.entries().isEmpty())
                    .flatMap(EarlierRun::left);
        } catch (IOException | NumberFormatException _) { // there is none, or not one of ours
            return Optional.empty();
        }
    }

    private static Optional<Left> left(MediaPlaylist playlist) {
        Matcher segment = SEGMENT.matcher(playlist.entries().getLast().uri());
        return segment.matches()
                ? Optional.of(new Left(
                        playlist,
                        Long.parseLong(segment.group(1)),
                        Long.parseLong(segment.group(2), Character.MAX_RADIX),
                        Long.parseLong(segment.group(3))))
                : Optional.empty();
    }
}
