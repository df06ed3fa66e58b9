package dev.brushcast.compose.report;

import dev.brushcast.egress.ledger.EgressProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How a run goes, for people: a line that changes four times a second on a terminal, a plain line every ten seconds
 * elsewhere. One thread of its own writes.
 */
public final class Progress implements AutoCloseable {

    private static final long TERMINAL_MILLIS = 250;
    private static final long PLAIN_MILLIS = 10_000;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Supplier<EgressProgress> source;
    private final PrintStream out;
    private final boolean terminal;
    private final ScheduledExecutorService ticker;
    private final Future<?> ticks;

    /** Begins to tell. */
    public Progress(Supplier<EgressProgress> source, PrintStream out, boolean terminal) {
        this.source = source;
        this.out = out;
        this.terminal = terminal;
        this.ticker = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("progress").daemon().unstarted(task));
        long period = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
        ticks = ticker.scheduleAtFixedRate(this::tell, period, period, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        String line = line(source.get());
        out.print(terminal ? CLEAR_LINE + line : line + System.lineSeparator());
        out.flush();
    }

    /** For example {@code 412 frames · 27.1 fps · latency 0.84 s · styled 400, reused 10, dropped 2}. */
    public static String line(EgressProgress progress) {
        var frames = progress.frames();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%d frames · %.1f fps · latency %.2f s · styled %d",
                frames.in(),
                progress.fps(),
                progress.latencyMs() / 1000,
                frames.styled()));
        append(line, "reused", frames.reused().similar() + frames.reused().late());
        append(line, "passthrough", frames.passthrough());
        append(line, "held", sum(frames.heldInOrder()));
        append(line, "dropped", sum(frames.droppedInOrder()));
        return line.toString();
    }

    private static void append(StringBuilder line, String what, long count) {
        if (count > 0) {
            line.append(", ").append(what).append(' ').append(count);
        }
    }

    private static long sum(java.util.Map<String, Long> byReason) {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Stops, and leaves the terminal with an empty line to write on. */
    @Override
    public void close() {
        ticks.cancel(false);
        ticker.shutdownNow();
        try {
            ticker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
