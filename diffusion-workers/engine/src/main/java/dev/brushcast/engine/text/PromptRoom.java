package dev.brushcast.engine.text;

import java.util.List;

/**
 * How much of a prompt a text encoder has room for.
 *
 * @param tokenizer the encoder's
 */
public record PromptRoom(Tokenizer tokenizer) {

    public static PromptRoom of(Tokenizer tokenizer) {
        return new PromptRoom(tokenizer);
    }

    /** The end of a prompt that is cut off, from the first word that is not there in whole; empty if all of it fits. */
    public String cutOff(PromptWeights prompt) {
        int left = tokenizer.room();
        List<PromptWeights.Piece> pieces = prompt.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            String text = pieces.get(i).text();
            int tokens = tokenizer.tokens(text, left + 1).length;
            if (tokens > left) {
                StringBuilder rest = new StringBuilder(text.substring(kept(text, left)));
                pieces.subList(i + 1, pieces.size()).forEach(piece -> rest.append(piece.text()));
                return rest.toString().strip();
            }
            left -= tokens;
        }
        return "";
    }

    /** How many characters of a text are seen, up to the end of a word: by halves, since more text has no fewer tokens. */
    private int kept(String text, int room) {
        int fits = 0;
        int cut = text.length();
        while (cut - fits > 1) {
            int middle = (fits + cut) >>> 1;
            if (tokenizer.tokens(text.substring(0, middle), room + 1).length <= room) {
                fits = middle;
            } else {
                cut = middle;
            }
        }
        int end = fits;
        while (end > 0 && !(Character.isWhitespace(text.charAt(end)) || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        // A single word that is longer than the room is cut where it is cut.
        return end == 0 ? fits : end;
    }
}
