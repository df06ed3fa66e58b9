package dev.brushcast.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.worker.schedule.FrameBudget;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scheduler beside the three simple policies, at every load from 0.2 to 2.0. */
class ScheduleSimulationTest {

    /** A fifth of a point: what a policy's figures differ by from seed to seed where there is just as much to do as time. */
    private static final double NOISE = 0.002;

    private static final int SEEDS = 3;

    /** A GPU whose calls of eight rows take least time for each, and this project's model on two cores, where two do. */
    private static final Map<String, BatchCurve> DEVICES = Map.of(
            "gpu", BatchCurve.exact(Map.of(1, 5e6, 2, 6e6, 4, 8e6, 8, 12e6)),
            "cpu", BatchCurve.exact(Map.of(1, 32e6, 2, 50.8e6, 4, 99.4e6, 8, 201e6)));

    private static final Map<String, ScheduleTable> TABLES = new ConcurrentHashMap<>();

    static Stream<Arguments> arrivals() {
        List<ArrivalTrace> traces = List.of(
                RecordedArrivals.sixStreams(),
                SyntheticArrivals.bursts(8, 40, 1),
                SyntheticArrivals.bursts(3, 40, 2),
                SyntheticArrivals.inStep(8, 10, 40, 1));
        return traces.stream()
                .flatMap(trace -> DEVICES.keySet().stream()
                        .sorted()
                        .map(device -> Arguments.of(trace.name() + " of " + trace.streams(), device, trace)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("arrivals")
    void theSchedulerDoesNoWorseThanAnySimplePolicyAtAnyLoad(String name, String device, ArrivalTrace trace) {
        ScheduleTable table = table(trace, device);

        assertThat(table.rows()).hasSize(10);
        for (ScheduleTable.Row row : table.rows()) {
            Score ours = row.score(Policy.SCHEDULER);
            for (Policy simple : Policy.SIMPLE) {
                Score other = row.score(simple);
                assertThat(ours.attainment())
                        .as("attainment at %s beside %s", row.load(), simple.label())
                        .isGreaterThanOrEqualTo(other.attainment() - NOISE);
                assertThat(ours.continuity())
                        .as("continuous play at %s beside %s", row.load(), simple.label())
                        .isGreaterThanOrEqualTo(other.continuity() - NOISE);
            }
        }
        for (Policy simple : Policy.SIMPLE) {
            assertThat(table.goodput(Policy.SCHEDULER))
                    .as("goodput beside %s", simple.label())
                    .isGreaterThanOrEqualTo(table.goodput(simple));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("arrivals")
    void twiceTooMuchLeavesTheLagBoundedAndNoStreamWithoutPictures(String name, String device, ArrivalTrace trace) {
        Score twice = table(trace, device).rows().getLast().score(Policy.SCHEDULER);

        // A budget, and what a chunk takes that was still thought to make it.
        assertThat(twice.longestLagMs()).isLessThan(1_600);
        assertThat(twice.attainment()).isGreaterThan(0.3);
        assertThat(twice.worstStream()).isGreaterThan(0.3 * twice.attainment());
        assertThat(twice.lateShare()).isLessThan(0.05);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("arrivals")
    void twiceWhatFullSizeCarriesIsOnTimeWherePicturesMayBeHalfAsLarge(String name, String device, ArrivalTrace trace) {
        ScheduleTable table = table(trace, device);

        for (ScheduleTable.Row row : table.rows()) {
            assertThat(row.score(Policy.SCHEDULER_SMALLER).attainment())
                    .as("at %s", row.load())
                    .isGreaterThan(0.98);
        }
        assertThat(table.goodput(Policy.SCHEDULER_SMALLER)).isGreaterThan(table.goodput(Policy.SCHEDULER));
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        ArrivalTrace trace = SyntheticArrivals.bursts(4, 20, 7);
        Device device = new Device(BatchCurve.exact(Map.of(1, 20e6, 8, 80e6)), 0.1);

        Score once = new Simulation(trace, device, Policy.SCHEDULER, FrameBudget.DEFAULT, 5).run();

        assertThat(new Simulation(trace, device, Policy.SCHEDULER, FrameBudget.DEFAULT, 5).run())
                .isEqualTo(once);
        assertThat(new Simulation(trace, device, Policy.SCHEDULER, FrameBudget.DEFAULT, 6).run())
                .isNotEqualTo(once);
    }

    @Test
    void whatIsRecordedIsReadAsItWasWritten() {
        ArrivalTrace trace = RecordedArrivals.sixStreams();

        assertThat(trace.streams()).isEqualTo(6);
        assertThat(ArrivalTrace.read(trace.name(), bytes(String.join("\n", trace.table()))))
                .isEqualTo(trace);
    }

    @Test
    void aTableOfArrivalsIsReadAndWhatIsNoneIsRefused() {
        String table =
                "# by hand\nstream,sequence,arrivedUs,capturedUs,frameUs\n1,0,150000,140000,33333\n0,0,140000,133000,33333\n";

        ArrivalTrace trace = ArrivalTrace.read("by hand", bytes(table));

        assertThat(trace.streams()).isEqualTo(2);
        assertThat(trace.arrivals()).extracting(ArrivalTrace.Arrival::stream).containsExactly(0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrivalTrace.read("broken", bytes("1,2,3\n")))
                .withMessageContaining("a line has 5 numbers, not: 1,2,3");
        assertThatIllegalArgumentException().isThrownBy(() -> ArrivalTrace.read("empty", bytes("")));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Simulated once, whoever asks. */
    private static ScheduleTable table(ArrivalTrace trace, String device) {
        BatchCurve curve = DEVICES.getOrDefault(device, BatchCurve.exact(Map.of(1, 1e6)));
        return TABLES.computeIfAbsent(
                trace.name() + trace.streams() + device,
                _ -> ScheduleTable.of(trace, new Device(curve, 0.1), FrameBudget.DEFAULT, SEEDS));
    }
}
