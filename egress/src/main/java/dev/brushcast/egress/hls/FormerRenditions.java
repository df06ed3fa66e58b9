package dev.brushcast.egress.hls;

import dev.brushcast.egress.EgressException;
import dev.brushcast.kit.Reason;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Renditions that an earlier run put out and this one does not. Their files are removed, those that are named as ours and no others,
 * and their folders where nothing else is in them. Confined to one thread.
 *
 * @param folder of all renditions
 * @param names of such renditions
 * @param kept those of this run
 */
public record FormerRenditions(Path folder, Pattern names, Set<String> kept) {

    public FormerRenditions {
        kept = Set.copyOf(kept);
    }

    void remove() {
        for (Path former : former()) {
            EarlierRun.in(former).remove();
            deleteIfEmpty(former);
        }
    }

    private static void deleteIfEmpty(Path former) {
        try {
            Files.delete(former);
        } catch (DirectoryNotEmptyException _) {
            // what is in it is somebody else's
        } catch (IOException e) {
            throw new EgressException("cannot remove " + former + ": " + Reason.of(e), e);
        }
    }

    private List<Path> former() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, this::isFormer)) {
            folders.forEach(found::add);
        } catch (IOException e) {
            throw new EgressException(
                    "cannot look for an earlier run's renditions in " + folder + ": " + Reason.of(e), e);
        }
        return found;
    }

    private boolean isFormer(Path entry) {
        String name = entry.getFileName().toString();
        return names.matcher(name).matches()
                && !kept.contains(name)
                && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }
}
