package dev.brushcast.engine.model;

import dev.brushcast.engine.text.PromptWeights;
import java.util.List;

/** Turns a prompt's text into what the network is told. Owned by one thread. */
public interface TextEncoder extends AutoCloseable {

    /** Encodes one prompt, in one call of the network; parts of it have the attention that it says. */
    Conditioning encode(PromptWeights prompt);

    /**
     * The end of a prompt for which the encoder has no room, marks of attention left out; empty if all of it has.
     */
    String cutOff(PromptWeights prompt);

    /** Encodes a text as it is: brackets in it are text. */
    default Conditioning encodePlain(String text) {
        return encode(new PromptWeights(List.of(new PromptWeights.Piece(text, 1))));
    }

    @Override
    void close();
}
