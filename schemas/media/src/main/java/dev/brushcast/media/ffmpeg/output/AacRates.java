package dev.brushcast.media.ffmpeg.output;

/** The sample rates that AAC has a code for. */
final class AacRates {

    private static final int[] RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    private AacRates() {}

    /** The rate itself if AAC has it, else the next one above, else the highest. */
    static int nearest(int rate) {
        int best = RATES[0];
        for (int candidate : RATES) {
            if (candidate >= rate) {
                best = candidate;
            }
        }
        return best;
    }
}
