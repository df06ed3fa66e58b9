package dev.brushcast.engine.text;

import java.nio.charset.StandardCharsets;

/**
 * The printable stand-ins that byte-level vocabularies write bytes with: printable Latin-1 characters stand for
 * themselves, the other 68 bytes, in order, for U+0100 and on.
 */
final class ByteSymbols {

    private static final char[] SYMBOLS = symbols();

    private ByteSymbols() {}

    /** One symbol for each byte of the text's UTF-8. */
    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] symbols = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = SYMBOLS[bytes[i] & 0xff];
        }
        return new String(symbols);
    }

    private static char[] symbols() {
        char[] symbols = new char[256];
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xff && b != 0xad);
            symbols[b] = printable ? (char) b : next++;
        }
        return symbols;
    }
}
