package dev.brushcast.engine.tools.verify;

/**
 * How a verification came out.
 *
 * @param passed cases and tables within their tolerance
 * @param failed those that are not
 * @param skipped those that could not be run; never counted as passed
 */
public record VerifySummary(int passed, int failed, int skipped) {

    /** Whether something failed. */
    public boolean failure() {
        return failed > 0;
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }
}
