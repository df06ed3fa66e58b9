package dev.brushcast.compose.faults;

import dev.brushcast.compose.faults.fault.Fault;
import dev.brushcast.compose.faults.fault.ShuffledChunks;
import dev.brushcast.compose.faults.ledger.Account;
import dev.brushcast.compose.faults.ledger.Ledger;
import dev.brushcast.compose.faults.stage.ChunkWatch.Arrival;
import dev.brushcast.compose.faults.stage.Member;
import dev.brushcast.compose.faults.stage.Ports;
import dev.brushcast.compose.faults.stage.SkippedException;
import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.StageException;
import dev.brushcast.compose.faults.stage.Usage;
import dev.brushcast.compose.faults.stage.Waits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs scenarios, one at a time. */
final class Runner {

    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration SETTLES = Duration.ofMinutes(4);
    private static final double MICROS = 1e3;

    private final Path folder;
    private final Ports ports;
    private final Duration patience;
    private final Consumer<String> told;

    /**
     * @param folder for data and logs, a folder of its own for each scenario
     * @param patience until the model's pictures are seen again after a fault
     * @param told is told what goes on
     */
    Runner(Path folder, Ports ports, Duration patience, Consumer<String> told) {
        this.folder = folder;
        this.ports = ports;
        this.patience = patience;
        this.told = told;
    }

    Outcome run(Scenario scenario) {
        told.accept(scenario.name() + ": starting");
        long start = System.nanoTime();
        try (Stage stage = Stage.open(scenario.setup(), Folders.empty(folder.resolve(scenario.name())), ports)) {
            told.accept(scenario.name() + ": up after "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
            Waits.pause(CALM);
            Map<String, Usage> before = usage(stage);
            List<Recovery> recoveries = new ArrayList<>();
            for (Fault fault : scenario.faults()) {
                told.accept(scenario.name() + ": " + fault.what());
                recoveries.add(strike(stage, fault));
                told.accept(scenario.name() + ": " + Table.words(recoveries.getLast()));
                Waits.pause(CALM);
            }
            Map<String, Usage> after = usage(stage);
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            stage.endSource();
            Map<String, Account> accounts = accounts(stage, scenario);
            return new Outcome.Judged(
                    scenario,
                    recoveries,
                    accounts,
                    before,
                    after,
                    load,
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
        } catch (SkippedException e) {
            return new Outcome.Skipped(scenario, String.valueOf(e.getMessage()));
        } catch (RuntimeException | AssertionError e) { // what does not come up, or an output that does not decode
            return new Outcome.Broken(
                    scenario, e instanceof StageException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    private static Map<String, Account> accounts(Stage stage, Scenario scenario) {
        Map<String, Account> accounts = new TreeMap<>();
        List<String> streams = new ArrayList<>(stage.streams());
        if (scenario.faults().stream().anyMatch(ShuffledChunks.class::isInstance)) {
            streams.add(ShuffledChunks.STREAM);
        }
        for (int slot = 0; slot < streams.size(); slot++) {
            String stream = streams.get(slot);
            Path playlist = stage.output().resolve(stream).resolve("styled/index.m3u8");
            accounts.put(stream, new Ledger(stage, stream, slot, playlist).settle(SETTLES));
        }
        return accounts;
    }

    private static Map<String, Usage> usage(Stage stage) {
        Map<String, Usage> usage = new TreeMap<>();
        for (Member member : stage.running()) {
            usage.put(member.name() + "/" + member.pid(), Usage.of(member.pid()));
        }
        return usage;
    }

    private Recovery strike(Stage stage, Fault fault) {
        long begin = System.nanoTime();
        long beginUs = nowUs();
        fault.strike(stage);
        long mendedUs = nowUs();
        boolean _ = Waits.until(patience, () -> {
            stage.revive();
            return stage.streams().stream().allMatch(stream -> {
                OptionalLong back = stage.chunks().firstAfter(stream, mendedUs, Arrival::model);
                return back.isPresent() && stage.edge().movedAfter(stream, back.getAsLong());
            });
        });
        long end = System.nanoTime();
        boolean back = stage.streams().stream()
                .allMatch(stream -> stage.chunks()
                                .firstAfter(stream, mendedUs, Arrival::model)
                                .isPresent()
                        && stage.edge().movedAfter(stream, begin));
        Duration standstill = Duration.ZERO;
        for (String stream : stage.streams()) {
            Duration stood = stage.edge().longestStandstill(stream, begin, end);
            standstill = stood.compareTo(standstill) > 0 ? stood : standstill;
        }
        return new Recovery(
                fault.what(),
                slowest(stage, begin, beginUs, _ -> true),
                back ? slowest(stage, begin, beginUs, Arrival::model) : null,
                standstill);
    }

    /** Of the streams; null: at least one has none. */
    private static @Nullable Duration slowest(Stage stage, long begin, long beginUs, Predicate<Arrival> wanted) {
        long slowest = 0;
        for (String stream : stage.streams()) {
            OptionalLong first = stage.chunks().firstAfter(stream, beginUs, wanted);
            if (first.isEmpty()) {
                return null;
            }
            slowest = Math.max(slowest, first.getAsLong() - begin);
        }
        return Duration.ofNanos(slowest);
    }

    private static long nowUs() {
        return Math.round(System.currentTimeMillis() * MICROS);
    }
}
