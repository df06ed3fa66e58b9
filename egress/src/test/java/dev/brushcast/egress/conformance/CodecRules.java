package dev.brushcast.egress.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** What a variant says of its pictures beside what their initialisation segment says. */
final class CodecRules {

    private static final byte[] CONFIGURATION = "avcC".getBytes(StandardCharsets.US_ASCII);

    private CodecRules() {}

    static void judge(String uri, String codecs, byte[] init, Findings findings) {
        int at = 0;
        while (at + CONFIGURATION.length + 4 < init.length
                && !Arrays.equals(Arrays.copyOfRange(init, at, at + CONFIGURATION.length), CONFIGURATION)) {
            at++;
        }
        // One byte of version, then profile, constraints and level.
        String name =
                "avc1." + HexFormat.of().formatHex(init, at + CONFIGURATION.length + 1, at + CONFIGURATION.length + 4);
        findings.expect(
                Arrays.asList(codecs.toLowerCase(Locale.ROOT).split(",")).contains(name),
                Rule.P07_CODECS_AS_IN_THE_MEDIA,
                "%s: %s is not among %s",
                uri,
                name,
                codecs);
    }
}
