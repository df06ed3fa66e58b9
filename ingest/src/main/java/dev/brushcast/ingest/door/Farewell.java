package dev.brushcast.ingest.door;

import java.util.Locale;

/** Why a publisher is there no more: the close code of the WebSocket, and words for people. The page knows the codes. */
enum Farewell {
    NO_STREAM(4404, "no stream of that name is published to at this host"),
    NO_KEY(4400, "the first message is the stream's key, within 5 s"),
    WRONG_KEY(4401, "the key is wrong: ask for the stream's publish key"),
    OCCUPIED(4409, "another one is publishing to this stream"),
    NOT_VIDEO(4415, "this cannot be taken in: send WebM or fragmented MP4 with a picture, from its beginning"),
    TEXT(4422, "after the key only recordings are understood, and begin before another one"),
    SILENT(4408, "nothing came for 10 s"),
    SLOW(1013, "this host does not keep up: try again"),
    OVER(1001, "the stream is taken in anew, or not any more"),
    LEFT(1000, "the publisher has left");

    private final int code;
    private final String words;

    Farewell(int code, String words) {
        this.code = code;
        this.words = words;
    }

    int code() {
        return code;
    }

    /** 123 bytes at most. */
    String words() {
        return words;
    }

    /** For counters. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
