package dev.brushcast.egress.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.brushcast.kit.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A smaller encoding of the same pictures, for viewers on thin lines.
 *
 * @param height of its pictures, pixels, even
 * @param kbps the most that they may need, 1000 bits a second; 0: by their size
 */
public record Rung(int height, int kbps) {

    /** Each one is encoded beside the others, all the time. */
    private static final int MOST = 5;

    private static final int LOWEST = 48;
    private static final int HIGHEST = 2160;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})p?(?::(.+))?");

    public Rung {
        if (height < LOWEST || height > HIGHEST || height % 2 != 0) {
            throw new UserError("a rung of the ladder is " + height + " pixels high: choose an even number between "
                    + LOWEST + " and " + HIGHEST);
        }
        OutputLimits.requireRate("the rate of the ladder's rung of " + height + " pixels", kbps);
    }

    /**
     * Reads {@code 360} or {@code 360:800k}.
     *
     * @throws UserError if it is no rung
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rung parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new UserError(
                    "'" + text + "' is no rung of a ladder: write its height and, if need be, the most that it may"
                            + " need, as in 360 or 360:800k");
        }
        return new Rung(
                Integer.parseInt(written.group(1)), written.group(2) == null ? 0 : BitRate.kilobits(written.group(2)));
    }

    /** One at a rate by its size. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rung ofHeight(int height) {
        return new Rung(height, 0);
    }

    /**
     * The largest first.
     *
     * @throws UserError if one is there twice, or there are too many
     */
    static List<Rung> ladder(List<Rung> rungs) {
        if (rungs.stream().anyMatch(Objects::isNull)) {
            throw new UserError("output.ladder has a rung that is nothing: name its height");
        }
        List<Integer> heights = rungs.stream().map(Rung::height).distinct().toList();
        if (heights.size() < rungs.size()) {
            throw new UserError("output.ladder has two rungs of one height: name each height once");
        }
        if (rungs.size() > MOST) {
            throw new UserError("output.ladder has " + rungs.size() + " rungs: name " + MOST
                    + " at most, the whole picture comes on top");
        }
        return rungs.stream()
                .sorted(Comparator.comparingInt(Rung::height).reversed())
                .toList();
    }
}
