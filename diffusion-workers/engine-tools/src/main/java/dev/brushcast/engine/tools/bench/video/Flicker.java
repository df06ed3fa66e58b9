package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.FlickerReport.Ratio;
import dev.brushcast.engine.tools.bench.video.FlickerReport.Row;
import dev.brushcast.engine.tools.measure.PictureMeasures;
import dev.brushcast.engine.tools.measure.SourceMotion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares successive frames of moving pictures that were made of one source. Used by one thread. */
final class Flicker {

    private static final double MUCH_LESS_SHARP = 0.8;

    private final List<Sums> all = new ArrayList<>();
    private int pairs;
    private int cuts;
    private double trusted;

    /** @param names the source's, then one for each moving picture that was made of it */
    Flicker(List<String> names) {
        names.forEach(name -> all.add(new Sums(name)));
    }

    /** Counts two frames that follow one another; each list has the source's first. */
    void add(List<Picture> earlier, List<Picture> later) {
        SourceMotion motion = SourceMotion.between(earlier.getFirst(), later.getFirst());
        if (!motion.isOneScene()) {
            cuts++;
            return;
        }
        pairs++;
        trusted += motion.trustedShare();
        for (int i = 0; i < all.size(); i++) {
            Sums sums = all.get(i);
            sums.warpError += motion.warpError(earlier.get(i), later.get(i));
            sums.differenceEnergy += PictureMeasures.differenceEnergy(earlier.get(i), later.get(i));
            sums.sharpness += PictureMeasures.sharpness(later.get(i));
        }
    }

    int pairs() {
        return pairs;
    }

    int cuts() {
        return cuts;
    }

    double trustedShare() {
        return trusted / pairs;
    }

    /** The source's first. */
    List<Row> rows() {
        return all.stream().map(sums -> sums.row(all.getFirst(), pairs)).toList();
    }

    /** Each moving picture beside the first that was made of the source. */
    List<Ratio> besideFirst() {
        List<Ratio> ratios = new ArrayList<>();
        for (Sums sums : all.subList(Math.min(2, all.size()), all.size())) {
            Sums first = all.get(1);
            ratios.add(new Ratio(
                    sums.name,
                    first.name,
                    ratio(sums.warpError, first.warpError),
                    ratio(sums.differenceEnergy, first.differenceEnergy),
                    ratio(sums.sharpness, first.sharpness)));
        }
        return ratios;
    }

    /** Where a picture's steadiness may be blur. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Sums sums : all.subList(Math.min(2, all.size()), all.size())) {
            Sums first = all.get(1);
            noteBlur(sums, first, notes);
            noteBlur(first, sums, notes);
        }
        return notes;
    }

    /** What is sharper than the source is noise, which nobody need keep. */
    private void noteBlur(Sums one, Sums other, List<String> notes) {
        Sums source = all.getFirst();
        Sums sharp = other.sharpness < source.sharpness ? other : source;
        if (one.warpError < other.warpError && one.sharpness < MUCH_LESS_SHARP * sharp.sharpness) {
            notes.add("%s has %.2f of the sharpness of %s: some of its lower warp error is blur"
                    .formatted(one.name, one.sharpness / sharp.sharpness, sharp.name));
        }
    }

    /** Null: of nothing. */
    private static @Nullable Double ratio(double one, double other) {
        return other == 0 ? null : one / other;
    }

    private static final class Sums {

        private final String name;
        private double warpError;
        private double differenceEnergy;
        private double sharpness;

        Sums(String name) {
            this.name = name;
        }

        Row row(Sums source, int count) {
            return new Row(
                    name,
                    warpError / count,
                    ratio(warpError, source.warpError),
                    differenceEnergy / count,
                    ratio(differenceEnergy, source.differenceEnergy),
                    sharpness / count,
                    ratio(sharpness, source.sharpness));
        }
    }
}
