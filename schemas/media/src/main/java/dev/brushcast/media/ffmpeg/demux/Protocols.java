package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.source.MediaSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What FFmpeg is told about a source before it opens it.
 *
 * <p>A playlist may name anything as its next piece. What a source may have opened is therefore limited to what its own
 * protocol is made of: nothing on the network opens a file of this machine, and a file opens nothing on the network.
 */
final class Protocols {

    /**
     * How much of a stream FFmpeg looks at before it says what is in it. RTMP promises sound that may never come; FFmpeg
     * would wait for it for 90 s.
     */
    private static final String ANALYZE_US = "3000000";

    /** The codecs beyond those of old that a server may send: some send none of them unless they are asked for. */
    private static final String ENHANCED_RTMP = "hvc1,av01,vp09";

    private Protocols() {}

    static Map<String, String> options(MediaSource.LocalFile file) {
        return Map.of("protocol_whitelist", "file,crypto,data");
    }

    static Map<String, String> options(MediaSource.NetworkUrl url) {
        String scheme = url.scheme();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("protocol_whitelist", allowed(scheme));
        options.put("analyzeduration", ANALYZE_US);
        switch (scheme) {
            case "udp" -> options.put("overrun_nonfatal", "1"); // a burst without room costs packets, not the stream
            case "rtsp", "rtsps" ->
                options.put("rtsp_transport", "tcp"); // over UDP packets are lost, firewalls stop them
            case "rtmp", "rtmps" -> options.put("rtmp_enhanced_codecs", ENHANCED_RTMP);
            case "http", "https" -> {
                // Segments are called as a server likes; that they are no files is said above.
                // Without it, an end in the middle of a chunk looks like the last one's.
                options.put("multiple_requests", "1");
                options.put("extension_picky", "0");
                options.put("allowed_segment_extensions", "ALL");
                options.put("allowed_extensions", "ALL");
            }
            default -> {}
        }
        return options;
    }

    /** What is published by message has one of the containers that browsers record, and opens nothing else. */
    static Map<String, String> published() {
        return Map.of(
                "format_whitelist", "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2",
                "protocol_whitelist", "data",
                "analyzeduration", ANALYZE_US);
    }

    private static String allowed(String scheme) {
        return switch (scheme) {
            case "http", "https" -> "http,https,httpproxy,tls,tcp,crypto,data";
            case "rtmp" -> "rtmp,tcp";
            case "rtmps" -> "rtmps,tls,tcp";
            case "rtsp" -> "rtsp,tcp";
            case "rtsps" -> "rtsps,tls,tcp";
            case "rtp" -> "rtp,udp";
            case "tls" -> "tls,tcp";
            default -> scheme; // udp, tcp, srt stand on nothing else
        };
    }
}
