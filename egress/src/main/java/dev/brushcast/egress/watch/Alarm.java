package dev.brushcast.egress.watch;

/** What is wrong with what viewers see or hear while everything else says that all is well. */
public enum Alarm {
    /** The styled picture is black, the source's is not. */
    BLACK("the styled picture is black, the source's is not"),
    /** The styled picture does not change, the source's does. */
    FROZEN("the styled picture stands still, the source's does not"),
    /** There is audio, and it is silent. */
    SILENT("the audio is silent");

    private final String words;

    Alarm(String words) {
        this.words = words;
    }

    /** The same in words. */
    public String words() {
        return words;
    }
}
