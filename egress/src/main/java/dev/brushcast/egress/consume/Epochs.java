package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Gap;
import dev.brushcast.media.Rational;
import java.util.List;

/** What source and styled chunks have in common. */
final class Epochs {

    private Epochs() {}

    static EpochInfo of(VideoChunk chunk) {
        return new EpochInfo(
                chunk.getEpoch(),
                chunk.getEpochStartUs(),
                chunk.getWidth(),
                chunk.getHeight(),
                frameRate(chunk.getFrameRateNum(), chunk.getFrameRateDen()),
                chunk.getLive());
    }

    static EpochInfo of(StyledChunk chunk) {
        return new EpochInfo(
                chunk.getEpoch(),
                chunk.getEpochStartUs(),
                chunk.getWidth(),
                chunk.getHeight(),
                frameRate(chunk.getFrameRateNum(), chunk.getFrameRateDen()),
                chunk.getLive());
    }

    static List<Gap> gaps(List<FrameGap> gaps) {
        return gaps.stream()
                .map(gap -> new Gap(gap.getFirstFrame(), gap.getCount(), gap.getCause()))
                .toList();
    }

    private static Rational frameRate(int num, int den) {
        return num > 0 && den > 0 ? new Rational(num, den) : new Rational(0, 1);
    }
}
