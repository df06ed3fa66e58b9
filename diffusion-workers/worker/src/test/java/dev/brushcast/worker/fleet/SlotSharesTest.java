package dev.brushcast.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.worker.fleet.SlotShares.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotSharesTest {

    private static final int SEEDS = 200;

    @Test
    void aLoneWorkerHasAllSlots() {
        assertThat(SlotShares.divide(List.of(worker("a")), slots(4), Map.of(), Map.of()))
                .containsOnlyKeys(0, 1, 2, 3)
                .containsValue("a");
    }

    @Test
    void streamsAreSpreadAlthoughTheSlotsAreNumberedAsTheyCame() {
        Map<Integer, String> before = all(32, "a");
        Map<Integer, Double> work = work(8, 30);

        SortedMap<Integer, String> owners =
                SlotShares.divide(List.of(worker("a"), worker("b")), slots(32), before, work);

        assertThat(streamsOf(owners, work)).containsEntry("a", 4L).containsEntry("b", 4L);
        assertThat(owners.values().stream().filter("b"::equals)).hasSize(16);
    }

    @Test
    void aWorkerOfTwiceTheSpeedGetsTwiceTheStreams() {
        Map<Integer, Double> work = work(9, 30);

        SortedMap<Integer, String> owners = SlotShares.divide(
                List.of(new Worker("fast", 400, 16), new Worker("slow", 200, 16)), slots(16), Map.of(), work);

        assertThat(streamsOf(owners, work)).containsEntry("fast", 6L).containsEntry("slow", 3L);
    }

    @Test
    void nothingMovesThatNeedNot() {
        Map<Integer, Double> work = work(8, 30);
        SortedMap<Integer, String> before =
                SlotShares.divide(List.of(worker("a"), worker("b"), worker("c")), slots(16), Map.of(), work);

        assertThat(SlotShares.divide(List.of(worker("a"), worker("b"), worker("c")), slots(16), before, work))
                .isEqualTo(before);
    }

    @Test
    void aStreamStaysWhereItIsThoughANewWorkersTrialCameOutALittleFaster() {
        assertThat(SlotShares.divide(
                        List.of(new Worker("old", 453, 1), new Worker("new", 573, 1)),
                        slots(1),
                        Map.of(0, "old"),
                        work(1, 30)))
                .containsEntry(0, "old");
    }

    @Test
    void onlyTheSlotsOfAWorkerThatIsGoneMoveWhereTheRestIsEven() {
        Map<Integer, Double> work = work(8, 30);
        SortedMap<Integer, String> before = SlotShares.divide(
                List.of(worker("a"), worker("b"), worker("c"), worker("d")), slots(8), Map.of(), work);

        SortedMap<Integer, String> after =
                SlotShares.divide(List.of(worker("a"), worker("b"), worker("c")), slots(8), before, work);

        assertThat(before.keySet().stream()
                        .filter(slot -> !before.getOrDefault(slot, "").equals(after.get(slot))))
                .allSatisfy(slot -> assertThat(before.get(slot)).isEqualTo("d"));
    }

    @Test
    void aTrialThatSaysLittleDoesNotSendEverythingToOneWorker() {
        Map<Integer, Double> work = work(8, 25);

        SortedMap<Integer, String> owners = SlotShares.divide(
                List.of(new Worker("cold", 3_000, 8), new Worker("warm", 40_000, 8)), slots(8), all(8, "cold"), work);

        assertThat(streamsOf(owners, work)).containsEntry("cold", 3L).containsEntry("warm", 5L);
    }

    @Test
    void noWorkerGetsMoreSlotsThanItHasThreadsWhileAnotherHasOne() {
        SortedMap<Integer, String> owners = SlotShares.divide(
                List.of(new Worker("a", 100, 2), new Worker("b", 1, 6)), slots(8), Map.of(), work(8, 30));

        assertThat(owners.values().stream().filter("a"::equals)).hasSize(2);
    }

    /** Kafka first takes a slot from the one and then, asked again, gives it to the other: it must say the same. */
    @Test
    void whatIsSaidHoldsWhileTheMovesAreHalfDone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int count = random.nextInt(1, 33);
            List<Worker> workers = IntStream.range(0, random.nextInt(1, 7))
                    .mapToObj(i -> new Worker("w" + i, random.nextDouble(50, 400), count))
                    .toList();
            Map<Integer, Double> work = new HashMap<>();
            Map<Integer, String> before = new HashMap<>();
            for (int slot = 0; slot < count; slot++) {
                if (random.nextBoolean()) {
                    work.put(slot, random.nextDouble(1, 60));
                }
                if (random.nextInt(10) < 8) {
                    before.put(slot, "w" + random.nextInt(workers.size() + 2));
                }
            }
            SortedMap<Integer, String> said = SlotShares.divide(workers, slots(count), before, work);
            Map<Integer, String> halfDone = new HashMap<>(said);
            said.forEach((slot, owner) -> {
                if (!owner.equals(before.get(slot))) {
                    halfDone.remove(slot);
                }
            });

            SortedMap<Integer, String> again = SlotShares.divide(workers, slots(count), halfDone, work);

            assertThat(again.keySet()).as("seed %d", seed).isEqualTo(slots(count));
            assertThat(moved(halfDone, again))
                    .as("slots moved twice, seed %d", seed)
                    .isEmpty();
        }
    }

    private static List<Integer> moved(Map<Integer, String> before, Map<Integer, String> after) {
        return before.keySet().stream()
                .filter(slot -> !before.getOrDefault(slot, "").equals(after.get(slot)))
                .toList();
    }

    private static Map<String, Long> streamsOf(Map<Integer, String> owners, Map<Integer, Double> work) {
        return work.keySet().stream().collect(Collectors.groupingBy(owners::get, Collectors.counting()));
    }

    private static Worker worker(String name) {
        return new Worker(name, 200, 64);
    }

    private static SortedSet<Integer> slots(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Integer, String> all(int count, String owner) {
        Map<Integer, String> owners = new TreeMap<>();
        slots(count).forEach(slot -> owners.put(slot, owner));
        return owners;
    }

    private static Map<Integer, Double> work(int streams, double fps) {
        Map<Integer, Double> work = new TreeMap<>();
        slots(streams).forEach(slot -> work.put(slot, fps));
        return work;
    }
}
