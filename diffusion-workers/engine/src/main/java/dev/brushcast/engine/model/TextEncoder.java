package dev.brushcast.engine.model;

/** Turns a prompt's text into what the network is told. Owned by one thread. */
public interface TextEncoder extends AutoCloseable {

    /**
     * Encodes one text, in one call of the network.
     *
     * @param text in which marks set weights ({@link dev.brushcast.engine.text.PromptWeights})
     */
    Conditioning encode(String text);

    @Override
    void close();
}
