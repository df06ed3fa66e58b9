package dev.brushcast.compose.cli.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals before the JVM takes them for its end. A shutdown hook comes too late: files to be deleted on exit stay if it
 * halts, the exit status is the signal's if it does not, and a second signal does nothing.
 *
 * <p>By reflection: {@code sun.misc.Signal} is a supported part of {@code jdk.unsupported}, but every mention of it is a
 * warning that cannot be switched off.
 */
final class Signals {

    /** The signals that ask a process to end. */
    enum Kind {
        /** Ctrl-C. */
        INTERRUPT("INT", 2),
        /** From kill, systemd, container engines. */
        TERMINATE("TERM", 15);

        private static final int ENDED_BY_SIGNAL = 128;

        private final String posixName;
        private final int number;

        Kind(String posixName, int number) {
            this.posixName = posixName;
            this.number = number;
        }

        /** Exit status of a process that one of these has ended. */
        int status() {
            return ENDED_BY_SIGNAL + number;
        }
    }

    private Signals() {}

    /**
     * Calls a handler on a thread of its own, each time. A signal that this process was started to ignore, as Ctrl-C is
     * for a job in the background of a script, is still ignored.
     *
     * @return puts back what was before
     */
    static Runnable handle(Kind kind, Runnable handler) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                            return null;
                        }
                        return method.invoke(handler, args);
                    });
            Object before = set(kind, proxy);
            if (before.equals(type.getField("SIG_IGN").get(null))) {
                set(kind, before);
            }
            return () -> restore(kind, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this JVM", e);
        }
    }

    private static void restore(Kind kind, Object before) {
        try {
            set(kind, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("signals cannot be handled on this JVM", e);
        }
    }

    private static Object set(Kind kind, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Object one = signal.getConstructor(String.class).newInstance(kind.posixName);
        Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
        return handle.invoke(null, one, handler);
    }
}
