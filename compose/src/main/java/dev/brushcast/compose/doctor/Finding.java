package dev.brushcast.compose.doctor;

/**
 * What was found about one thing.
 *
 * @param verdict how it is
 * @param subject what was looked at
 * @param text what it is, or what to do
 */
public record Finding(Verdict verdict, String subject, String text) {

    /** How something is. */
    public enum Verdict {
        /** Works. */
        OK("ok   "),
        /** Not there, and not needed. */
        NONE("none "),
        /** Keeps Brushcast from working. */
        BAD("BAD  ");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Verdict.OK, subject, text);
    }

    static Finding none(String subject, String text) {
        return new Finding(Verdict.NONE, subject, text);
    }

    static Finding bad(String subject, String text) {
        return new Finding(Verdict.BAD, subject, text);
    }

    /** One line for people. */
    public String line() {
        return verdict.label + subject + ": " + text;
    }
}
