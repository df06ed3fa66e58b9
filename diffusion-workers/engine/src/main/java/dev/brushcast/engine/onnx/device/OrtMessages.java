package dev.brushcast.engine.onnx.device;

/** ONNX Runtime's messages, on one line. */
public final class OrtMessages {

    private OrtMessages() {}

    public static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
    }
}
