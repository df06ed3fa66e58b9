package dev.brushcast.media.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What FFmpeg takes for an address although it has no host: lists of files, parts of files, data, open descriptors. None of them
 * is a source here; whoever writes one is told so, and not that there is no such file. A file whose name begins so is {@code
 * ./concat:a}.
 */
final class FfmpegAddresses {

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(async|bluray|cache|concatf?|crypto|data|fd|file|gopher|hls"
                    + "|ipfs|ipns|mms[ht]?|pipe|subfile|tee|unix)([:,+]).*");

    private FfmpegAddresses() {}

    static boolean isOne(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** The part that says what it is; the rest may be long, or secret. */
    static String kind(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() ? address.group(1).toLowerCase(Locale.ROOT) + address.group(2) + "..." : text;
    }
}
