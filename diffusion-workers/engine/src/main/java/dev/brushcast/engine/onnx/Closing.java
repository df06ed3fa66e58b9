package dev.brushcast.engine.onnx;

import java.util.List;

/** Closes what was opened before something failed. */
final class Closing {

    private Closing() {}

    static void all(List<AutoCloseable> opened, Exception failure) {
        for (AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
