package dev.brushcast.engine.tools.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * What frames leave on the heap, to see that nothing grows with them.
 *
 * @param frames how many were rendered between the first third's end and the end
 * @param allocatedKibPerFrameFirst heap allocated by the whole process per frame, in the first third of the rounds
 * @param allocatedKibPerFrameLast the same in the last third
 * @param liveMibFirst heap in use after a full collection at the first third's end
 * @param liveMibLast the same at the end
 */
public record HeapUse(
        long frames,
        double allocatedKibPerFrameFirst,
        double allocatedKibPerFrameLast,
        double liveMibFirst,
        double liveMibLast) {

    private static final double KIB = 1024;
    private static final double MIB = 1024 * 1024;

    /** Of at least one round, and the heap in use at either point, in bytes. */
    static HeapUse of(List<Round> rounds, long liveAfterThird, long liveAtEnd) {
        int third = third(rounds.size());
        return new HeapUse(
                rounds.subList(third, rounds.size()).stream()
                        .mapToLong(round -> round.outcome().frames())
                        .sum(),
                allocated(rounds.subList(0, third)) / KIB,
                allocated(rounds.subList(rounds.size() - third, rounds.size())) / KIB,
                liveAfterThird / MIB,
                liveAtEnd / MIB);
    }

    /** How many of so many rounds are a third, at least one. */
    static int third(int rounds) {
        return Math.max(1, rounds / 3);
    }

    /** Collects all garbage, and says how many bytes of heap are left in use. */
    static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(HeapUse::afterCollection)
                .sum();
    }

    private static long afterCollection(MemoryPoolMXBean pool) {
        MemoryUsage left = pool.getCollectionUsage();
        return (left == null ? pool.getUsage() : left).getUsed();
    }

    private static double allocated(List<Round> rounds) {
        return rounds.stream().mapToDouble(Round::allocatedPerFrame).average().orElseThrow();
    }
}
