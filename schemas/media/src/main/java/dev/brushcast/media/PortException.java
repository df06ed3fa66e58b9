package dev.brushcast.media;

import java.util.Locale;

/** A port of this machine that cannot be listened at, whoever may come. */
public final class PortException extends MediaException {

    private static final long serialVersionUID = 1L;

    public PortException(String message) {
        super(message);
    }

    /**
     * In words.
     *
     * @param reason of the system
     */
    public static PortException of(int port, String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("in use")) {
            return new PortException(
                    "port " + port + " is taken: end the program that listens there, or choose another port");
        }
        if (text.contains("denied") || text.contains("not permitted")) {
            return new PortException("port " + port + " may not be listened at by this user: choose one from 1024 on");
        }
        return new PortException("port " + port + " cannot be listened at: " + reason);
    }
}
