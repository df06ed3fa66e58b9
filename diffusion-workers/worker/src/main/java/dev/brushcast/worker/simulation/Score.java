package dev.brushcast.worker.simulation;

import java.util.List;

/**
 * How a policy did.
 *
 * @param attainment frame deadline attainment: the share of all frames that came whose own rendered picture had left the worker by
 *     capture time and budget. A picture that is shown again does not count, nor does one that comes late
 * @param continuity continuous-play ratio: the share of the time in which a player of the live edge went on. It plays each stream a
 *     budget behind its first chunk's capture, stands still where the next chunk has not come, whatever is in it, and goes on with it
 *     when it comes, that much later from then on. The mean over streams
 * @param worstStream attainment of the stream that fared worst
 * @param longestLagMs the longest time from the capture of a chunk's last frame until the chunk left the worker
 * @param lateShare the share of all frames that were rendered for nothing, since they were late
 */
public record Score(double attainment, double continuity, double worstStream, double longestLagMs, double lateShare) {

    /** The mean of several runs; of lags the longest, of the worst stream the worst. */
    static Score mean(List<Score> runs) {
        return new Score(
                runs.stream().mapToDouble(Score::attainment).average().orElseThrow(),
                runs.stream().mapToDouble(Score::continuity).average().orElseThrow(),
                runs.stream().mapToDouble(Score::worstStream).min().orElseThrow(),
                runs.stream().mapToDouble(Score::longestLagMs).max().orElseThrow(),
                runs.stream().mapToDouble(Score::lateShare).average().orElseThrow());
    }
}
