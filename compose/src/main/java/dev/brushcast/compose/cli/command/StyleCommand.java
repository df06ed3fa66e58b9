package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.control.style.StyleAnswer;
import dev.brushcast.compose.control.style.StyleAnswers;
import dev.brushcast.compose.control.style.StylePublisher;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.style.StyleTimes;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast style}: another style for a stream that runs, or one for a replay. */
@Command(
        name = "style",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Changes the style of a stream on a cluster. What is not given stays as it is.")
public final class StyleCommand implements Callable<Integer> {

    private static final long MICROS = 1_000_000;
    private static final long MILLIS = 1_000;
    private static final int MOST_WAIT_SECONDS = 3600;

    private final Clock clock = Clock.systemUTC();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    StyleOptions style = new StyleOptions();

    @Option(
            names = "--transition",
            paramLabel = "SECONDS",
            description = "Media time over which the style before fades into this one. Default: at once.")
    double transition;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Media time from which it holds, such as 2026-05-01T18:30:00Z. Default: now.")
    @Nullable
    Instant at;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for a worker to say whether it takes the style; 0: not at all."
                    + " Default: ${DEFAULT-VALUE}.")
    double wait = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        InvalidUsageException.check(spec.commandLine(), this::check);
        return publish();
    }

    /** Everything that can be known before anything is connected: what is wrong whatever the style before is. */
    private boolean check() {
        cluster.check();
        stream.address();
        style.check();
        if (!(transition >= 0 && transition <= Duration.ofHours(1).toSeconds())) {
            throw new UserError("--transition " + transition + " is not a length of time: give seconds from 0 to 3600");
        }
        if (!(wait >= 0 && wait <= MOST_WAIT_SECONDS)) {
            throw new UserError(
                    "--wait " + wait + " is not a length of time: give seconds from 0 to " + MOST_WAIT_SECONDS);
        }
        if (at != null) {
            requireTaken(at, clock.instant());
        }
        return true;
    }

    private int publish() {
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            StylePublisher publisher = new StylePublisher(clients, cluster.topics(), stream.address(), clock);
            if (wait == 0) {
                out().println(told(publisher.publish(at, this::next)));
                return 0;
            }
            try (StyleAnswers answers = new StyleAnswers(clients, cluster.topics(), stream.address())) {
                StylePublisher.Published published = publisher.publish(at, this::next);
                tell(published, answers.await(published.offset(), Duration.ofMillis(Math.round(wait * MILLIS))));
            }
        }
        return 0;
    }

    private StyleUpdate next(@Nullable StyleUpdate before) {
        return StyleUpdate.newBuilder(before == null ? style.initial(stream.id(), "") : style.over(before))
                .setTransitionUs(Math.round(transition * MICROS))
                .build();
    }

    private void tell(StylePublisher.Published published, StyleAnswer answer) {
        switch (answer) {
            case StyleAnswer.Taken taken -> out().println(told(published) + ", taken by " + taken.by());
            case StyleAnswer.Refused refused ->
                throw new UserError(refused.by() + " refuses style "
                        + published.update().getRevision() + " of stream " + stream.id() + ": " + refused.why()
                        + ". "
                        + published
                                .before()
                                .map(revision -> "Style " + revision + " stays")
                                .orElse("The stream stays without a style"));
            case StyleAnswer.None _ ->
                out().println(told(published) + "; no worker has answered within " + wait
                        + " s: it is taken, or refused, once one that serves slot " + stream.slot() + " has time");
        }
    }

    private String told(StylePublisher.Published published) {
        return "style " + published.update().getRevision() + " of stream " + stream.id() + ": "
                + published.update().getPrompts().stream()
                        .map(prompt -> "\"" + prompt.getText() + "\"")
                        .reduce((first, second) -> first + " and " + second)
                        .orElseThrow();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Refuses what workers or the topic would let go. */
    private static void requireTaken(Instant at, Instant now) {
        if (at.isBefore(now.minus(StyleTimes.KEPT)) || at.isAfter(now.plus(StyleTimes.AHEAD))) {
            throw new UserError("--at " + at + " is out of reach: give a time at most " + StyleTimes.KEPT.toDays()
                    + " days ago or " + StyleTimes.AHEAD.toDays() + " days ahead");
        }
    }
}
