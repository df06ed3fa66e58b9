package dev.brushcast.engine.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A prompt cut into pieces of different attention, by the marks that are common since AUTOMATIC1111's web interface:
 *
 * <table>
 * <caption>Marks</caption>
 * <tr><td>{@code (text)}</td><td>attention times 1.1</td></tr>
 * <tr><td>{@code [text]}</td><td>attention divided by 1.1</td></tr>
 * <tr><td>{@code (text:1.3)}</td><td>attention times 1.3; the number is decimal, with or without a sign</td></tr>
 * <tr><td>{@code \(} {@code \)} {@code \[} {@code \]} {@code \\}</td><td>the character after the backslash, as text</td></tr>
 * </table>
 *
 * <p>Marks nest, and factors multiply: {@code ((text))} is 1.21. An opening mark that is not closed reaches to the end of
 * the prompt. A closing mark that was not opened is text, and so is any other colon or backslash, and a number that does
 * not end a round bracket. A prompt without marks is one piece of weight 1: itself.
 *
 * @param pieces in order; neighbours differ in weight
 */
public record PromptWeights(List<Piece> pieces) {

    public PromptWeights {
        pieces = List.copyOf(pieces);
    }

    /** A part of the prompt without its marks, and its attention: 1 is normal. */
    public record Piece(String text, float weight) {}

    /** Reads the marks. No text is an error. */
    public static PromptWeights parse(String prompt) {
        return new PromptWeightsParser(prompt).parse();
    }

    /** A prompt that {@link #parse} gives back as one piece of weight 1, marks and all. */
    public static String escape(String text) {
        return text.replaceAll("[()\\[\\]\\\\]", "\\\\$0");
    }

    /** Whether all of the prompt has weight 1. */
    public boolean isPlain() {
        return pieces.stream().allMatch(piece -> piece.weight() == 1);
    }

    /** The prompt without its marks. */
    public String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** Joins neighbours of one weight and drops empty pieces; nothing at all is one empty piece. */
    static PromptWeights of(List<Piece> parts) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece part : parts) {
            if (part.text().isEmpty()) {
                continue;
            }
            if (!pieces.isEmpty() && pieces.getLast().weight() == part.weight()) {
                pieces.add(new Piece(pieces.removeLast().text() + part.text(), part.weight()));
            } else {
                pieces.add(part);
            }
        }
        return new PromptWeights(pieces.isEmpty() ? List.of(new Piece("", 1)) : pieces);
    }
}
