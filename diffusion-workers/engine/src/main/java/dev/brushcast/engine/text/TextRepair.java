package dev.brushcast.engine.text;

import java.text.Normalizer;

/** Undoes what careless software does to text. */
final class TextRepair {

    private TextRepair() {}

    static String repair(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
