package dev.brushcast.engine.onnx;

/** ONNX Runtime's messages, on one line. */
final class OrtMessages {

    private OrtMessages() {}

    static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
    }
}
