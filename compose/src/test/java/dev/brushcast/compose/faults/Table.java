package dev.brushcast.compose.faults;

import dev.brushcast.compose.faults.Outcome.Broken;
import dev.brushcast.compose.faults.Outcome.Judged;
import dev.brushcast.compose.faults.Outcome.Skipped;
import dev.brushcast.compose.faults.ledger.Account;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Outcomes as a table in Markdown. */
final class Table {

    private static final String HEAD = """
            | scenario | fault | any picture after, s | the model's after, s | playlist stood still, s | frames | unaccounted | doubled, back, misplaced | passed |
            |---|---|---|---|---|---|---|---|---|
            """;

    private Table() {}

    static String of(List<Outcome> outcomes) {
        return HEAD + outcomes.stream().map(Table::rows).collect(Collectors.joining());
    }

    /** A recovery in a line for the terminal. */
    static String words(Recovery recovery) {
        return "any picture after " + seconds(recovery.anyPicture()) + " s, the model's after "
                + seconds(recovery.model()) + " s, the playlist stood still for " + seconds(recovery.standstill())
                + " s";
    }

    private static String rows(Outcome outcome) {
        String name = outcome.scenario().name();
        return switch (outcome) {
            case Broken broken -> "| " + name + " | " + line(broken.why()) + " | | | | | | | **no** |\n";
            case Skipped skipped -> "| " + name + " | not run: " + line(skipped.why()) + " | | | | | | | |\n";
            case Judged judged -> rows(judged);
        };
    }

    private static String rows(Judged judged) {
        StringBuilder rows = new StringBuilder();
        boolean first = true;
        for (Recovery recovery : judged.recoveries()) {
            rows.append("| ")
                    .append(first ? judged.scenario().name() : "")
                    .append(" | ")
                    .append(recovery.fault())
                    .append(" | ")
                    .append(seconds(recovery.anyPicture()))
                    .append(" | ")
                    .append(seconds(recovery.model()))
                    .append(" | ")
                    .append(seconds(recovery.standstill()))
                    .append(" | ")
                    .append(first ? sums(judged) : " | | |")
                    .append(" |\n");
            first = false;
        }
        return rows.toString();
    }

    private static String sums(Judged judged) {
        return sum(judged, Account::captured)
                + " | " + sum(judged, account -> account.wrong().unaccounted())
                + " | "
                + sum(judged, account -> account.wrong().sum() - account.wrong().unaccounted())
                + " | " + (judged.passed() ? "yes" : "**no**");
    }

    private static long sum(Judged judged, ToLongFunction<Account> what) {
        return judged.accounts().values().stream().mapToLong(what).sum();
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "never" : String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }

    private static String line(String text) {
        return text.lines().findFirst().orElse("").replace("|", "/");
    }
}
