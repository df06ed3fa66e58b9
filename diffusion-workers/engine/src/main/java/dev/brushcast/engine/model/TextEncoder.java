package dev.brushcast.engine.model;

import dev.brushcast.engine.text.PromptWeights;
import java.util.List;

/** Turns a prompt's text into what the network is told. Owned by one thread. */
public interface TextEncoder extends AutoCloseable {

    /** Encodes one prompt, in one call of the network; parts of it have the attention that it says. */
    Conditioning encode(PromptWeights prompt);

    /** Encodes a text as it is: brackets in it are text. */
    default Conditioning encodePlain(String text) {
        return encode(new PromptWeights(List.of(new PromptWeights.Piece(text, 1))));
    }

    @Override
    void close();
}
