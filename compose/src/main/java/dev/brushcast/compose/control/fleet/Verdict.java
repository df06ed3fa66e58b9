package dev.brushcast.compose.control.fleet;

/** Whether the fleet can carry a stream on time. */
public sealed interface Verdict {

    /** For people. */
    String reason();

    /** It can. */
    record Fits(String reason) implements Verdict {}

    /** It cannot: something else has to go, or workers have to come. */
    record TooMuch(String reason) implements Verdict {}

    /** Nobody has said what it can do: the stream may be there before its workers. */
    record Unknown(String reason) implements Verdict {}
}
