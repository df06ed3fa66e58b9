package dev.brushcast.compose.faults;

import dev.brushcast.compose.faults.ledger.Account;
import dev.brushcast.compose.faults.stage.Usage;
import java.util.List;
import java.util.Map;

/** How a scenario ended. */
public sealed interface Outcome {

    Scenario scenario();

    /** Whether nothing was wrong, or it could not be run. */
    boolean passed();

    /**
     * It was run.
     *
     * @param accounts by stream
     * @param before what each process that ran all the time had of the machine at the beginning
     * @param after and at the end
     */
    record Judged(
            Scenario scenario,
            List<Recovery> recoveries,
            Map<String, Account> accounts,
            Map<String, Usage> before,
            Map<String, Usage> after,
            double load,
            long seconds)
            implements Outcome {

        @Override
        public boolean passed() {
            return recoveries.stream().allMatch(Recovery::whole)
                    && accounts.values().stream()
                            .allMatch(account ->
                                    account.captured() > 0 && account.wrong().sum() == 0)
                    && (!scenario.flat() || flat());
        }

        /** Whether nothing has grown. */
        public boolean flat() {
            return after.entrySet().stream().allMatch(entry -> {
                Usage first = before.get(entry.getKey());
                return first == null || first.isFlatTo(entry.getValue());
            });
        }
    }

    /** It broke off: something did not come up, or did not go on. */
    record Broken(Scenario scenario, String why) implements Outcome {

        @Override
        public boolean passed() {
            return false;
        }
    }

    /** This machine lacks what it needs. */
    record Skipped(Scenario scenario, String why) implements Outcome {

        @Override
        public boolean passed() {
            return true;
        }
    }
}
