package dev.brushcast.egress.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Packing for clients that take it. */
final class Gzip {

    private Gzip() {}

    /** Whether an Accept-Encoding header allows it: named with a weight above 0, or not named and {@code *} is. */
    static boolean acceptedBy(String header) {
        double any = 0;
        for (String coding : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.split(";", -1);
            String name = parts[0].strip();
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return weight(parts) > 0;
            }
            if (name.equals("*")) {
                any = weight(parts);
            }
        }
        return any > 0;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2).strip());
                } catch (NumberFormatException _) { // not a weight: better unpacked
                    return 0;
                }
            }
        }
        return 1;
    }

    static byte[] pack(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }
}
