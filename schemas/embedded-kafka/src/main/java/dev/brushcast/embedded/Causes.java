package dev.brushcast.embedded;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;

/** What is behind a failure. Kafka wraps the telling one several times. */
final class Causes {

    private Causes() {}

    /** A failure and its causes, outermost first. */
    static List<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
    }

    /** What the innermost one says, in one line and without names of classes. */
    static String innermost(Throwable failure) {
        Throwable innermost = of(failure).getLast();
        return switch (innermost) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is there already, and is no folder";
            default ->
                innermost.getMessage() == null
                        ? "no reason is given, see the log"
                        : innermost.getMessage().lines().findFirst().orElse("");
        };
    }
}
