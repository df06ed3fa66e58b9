package dev.brushcast.embedded;

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

    /** The message of the innermost one, in one line. */
    static String innermost(Throwable failure) {
        Throwable innermost = of(failure).getLast();
        return innermost.toString().lines().findFirst().orElse("");
    }
}
