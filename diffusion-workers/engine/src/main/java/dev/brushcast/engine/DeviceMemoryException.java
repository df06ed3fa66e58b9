package dev.brushcast.engine;

/** The device has no memory for what was asked of it: less at once may do. */
public final class DeviceMemoryException extends EngineException {

    private static final long serialVersionUID = 1L;

    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
