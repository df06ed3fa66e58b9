package dev.brushcast.engine.onnx.session;

import java.util.List;

/** Closes what was opened before something failed. */
public final class Closing {

    private Closing() {}

    public static void all(List<AutoCloseable> opened, Exception failure) {
        for (AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
