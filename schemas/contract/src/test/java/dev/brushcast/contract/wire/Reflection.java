package dev.brushcast.contract.wire;

import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calls into another class loader, chosen by what the arguments are, with that loader in the thread's context. */
final class Reflection {

    private interface Invocation {
        Object run() throws ReflectiveOperationException;
    }

    private Reflection() {}

    static Object make(Class<?> type, ClassLoader context, Object... arguments) {
        var constructor = fitting(type.getConstructors(), "constructor", arguments);
        return inContext(context, () -> constructor.newInstance(arguments));
    }

    static Object call(@Nullable Object target, Class<?> type, String name, ClassLoader context, Object... arguments) {
        var methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .toArray(java.lang.reflect.Method[]::new);
        var method = fitting(methods, name, arguments);
        return inContext(context, () -> method.invoke(target, arguments));
    }

    private static <E extends Executable> E fitting(E[] candidates, String name, Object... arguments) {
        return Arrays.stream(candidates)
                .filter(candidate -> takes(candidate.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " takes " + Arrays.toString(arguments)));
    }

    private static boolean takes(Class<?>[] parameters, Object... arguments) {
        return parameters.length == arguments.length
                && IntStream.range(0, arguments.length)
                        .allMatch(i -> parameters[i].isInstance(arguments[i])
                                || (parameters[i] == int.class && arguments[i] instanceof Integer));
    }

    private static Object inContext(ClassLoader context, Invocation invocation) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return invocation.run();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
