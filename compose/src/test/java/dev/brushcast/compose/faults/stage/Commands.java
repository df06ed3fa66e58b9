package dev.brushcast.compose.faults.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands of the system. */
public final class Commands {

    private Commands() {}

    /** Whether it ended with status 0. */
    public static boolean works(List<String> command) {
        try {
            run(command);
            return true;
        } catch (StageException e) {
            return false;
        }
    }

    /**
     * What it wrote.
     *
     * @throws StageException if it is not there, or ended with another status than 0
     */
    public static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new StageException(String.join(" ", command) + " ended with " + status + ": " + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new StageException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException("interrupted", e);
        }
    }
}
