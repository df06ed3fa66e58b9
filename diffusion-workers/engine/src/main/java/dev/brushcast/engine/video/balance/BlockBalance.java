package dev.brushcast.engine.video.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Parts transformer blocks over a pipeline of devices, evenly at first and by measured times later, as StreamDiffusionV2
 * does: each device gets as many blocks more or fewer as would bring it to the mean time of all.
 */
public final class BlockBalance {

    private BlockBalance() {}

    /** So many blocks over so many devices, the first ones taking what is left over. */
    public static List<BlockSpan> even(int blocks, int devices) {
        int[] counts = new int[devices];
        for (int i = 0; i < devices; i++) {
            counts[i] = blocks / devices + (i < blocks % devices ? 1 : 0);
        }
        return spans(counts);
    }

    /**
     * The parts that would even out the times.
     *
     * @param blocks how many there are
     * @param current the parts that were measured, in order and without holes
     * @param deviceTimes how long each device takes for a call, whatever else it does included
     * @param blockTimes how long each takes for its blocks
     * @return the current parts where there are more devices than blocks, or figures for other devices
     */
    public static List<BlockSpan> measured(
            int blocks, List<BlockSpan> current, double[] deviceTimes, double[] blockTimes) {
        int devices = current.size();
        double perBlock = sum(blockTimes) / blocks;
        if (devices > blocks || deviceTimes.length != devices || blockTimes.length != devices || !(perBlock > 0)) {
            return current;
        }
        double mean = sum(deviceTimes) / devices;
        int[] counts = new int[devices];
        for (int i = 0; i < devices; i++) {
            double wanted = current.get(i).count() + (mean - deviceTimes[i]) / perBlock;
            counts[i] = Math.max(1, (int) Math.rint(wanted));
        }
        settle(counts, blocks);
        return spans(counts);
    }

    /** Adds or takes single blocks by turns until they are as many as there are; the order is that of the sizes before. */
    private static void settle(int[] counts, int blocks) {
        int missing = blocks - Arrays.stream(counts).sum();
        List<Integer> order = bySize(counts, missing > 0);
        int step = Integer.signum(missing);
        for (int turn = 0; missing != 0; turn++) {
            int device = order.get(turn % order.size());
            if (counts[device] + step >= 1) {
                counts[device] += step;
                missing -= step;
            }
        }
    }

    /** The smallest first where blocks are added, the largest first where they are taken. */
    private static List<Integer> bySize(int[] counts, boolean smallestFirst) {
        List<Integer> devices = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            devices.add(i);
        }
        devices.sort(Comparator.comparingInt(device -> counts[device])); // stable: of equals the lower one first
        return smallestFirst ? devices : devices.reversed();
    }

    /** One after the other: the last digit may decide over a block. */
    private static double sum(double[] times) {
        double sum = 0;
        for (double time : times) {
            sum += time;
        }
        return sum;
    }

    private static List<BlockSpan> spans(int[] counts) {
        List<BlockSpan> spans = new ArrayList<>();
        int start = 0;
        for (int count : counts) {
            spans.add(new BlockSpan(start, start + count));
            start += count;
        }
        return spans;
    }
}
