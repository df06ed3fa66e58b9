package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.FrameGap;
import dev.brushcast.contract.avro.SpliceCue;
import dev.brushcast.contract.avro.SpliceKind;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Gap;
import dev.brushcast.egress.timeline.Splice;
import dev.brushcast.media.Rational;
import java.util.HexFormat;
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

    static List<Splice> splices(List<SpliceCue> cues) {
        return cues.stream().map(Epochs::splice).toList();
    }

    private static Splice splice(SpliceCue cue) {
        byte[] section = new byte[cue.getSection().remaining()];
        cue.getSection().duplicate().get(section);
        return new Splice(
                cue.getAtUs(),
                kind(cue.getKind()),
                cue.getEventId(),
                cue.getSegmentationType(),
                cue.getBeganAtUs(),
                cue.getDurationUs(),
                cue.getReturns(),
                HexFormat.of().withUpperCase().formatHex(section));
    }

    private static Splice.Kind kind(SpliceKind kind) {
        return switch (kind) {
            case OUT -> Splice.Kind.OUT;
            case IN -> Splice.Kind.IN;
            case CANCEL -> Splice.Kind.CANCEL;
            case COMMAND, UNKNOWN -> Splice.Kind.COMMAND;
        };
    }

    private static Rational frameRate(int num, int den) {
        return num > 0 && den > 0 ? new Rational(num, den) : new Rational(0, 1);
    }
}
