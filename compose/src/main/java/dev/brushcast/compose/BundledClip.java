package dev.brushcast.compose;

import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The clip that comes with Brushcast, for those who have none at hand. */
public final class BundledClip {

    private static final String RESOURCE = "/clips/demo.mp4";

    private BundledClip() {}

    /** Puts it into a folder, where FFmpeg can open it. */
    public static Path extractTo(Path folder) {
        Path clip = folder.resolve("demo.mp4");
        try (InputStream data = BundledClip.class.getResourceAsStream(RESOURCE)) {
            if (data == null) {
                throw new UserError("the bundled clip is not in this build: name a file with --input");
            }
            Files.createDirectories(folder);
            Files.copy(data, clip, StandardCopyOption.REPLACE_EXISTING);
            return clip;
        } catch (IOException e) {
            throw new UserError(
                    "the bundled clip cannot be written to " + clip + " (" + Reason.of(e)
                            + "): choose another folder with --output",
                    e);
        }
    }
}
