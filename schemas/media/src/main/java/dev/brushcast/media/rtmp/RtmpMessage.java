package dev.brushcast.media.rtmp;

/**
 * One message of the chunk stream (RTMP 1.0, 5.3).
 *
 * @param type of the message, as {@link #AUDIO}
 * @param timestamp milliseconds, 32 bits without a sign
 * @param stream id of the message stream
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
record RtmpMessage(int type, int timestamp, int stream, byte[] payload) {

    static final int SET_CHUNK_SIZE = 1;
    static final int ACKNOWLEDGEMENT = 3;
    static final int WINDOW_SIZE = 5;
    static final int PEER_BANDWIDTH = 6;
    static final int AUDIO = 8;
    static final int VIDEO = 9;
    static final int COMMAND_AMF3 = 17;
    static final int DATA = 18;
    static final int COMMAND = 20;

    /** True for what an FLV file has a tag for. */
    boolean isMedia() {
        return type == AUDIO || type == VIDEO || type == DATA;
    }
}
