package dev.brushcast.engine.onnx.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The bindings of the shapes used last, so that a steady state makes none. Owned by one thread. */
public final class BindingPool<K> implements AutoCloseable {

    private static final int KEPT = 24;

    private final Map<K, Binding> bindings = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Binding> eldest) {
            if (size() <= KEPT) {
                return false;
            }
            eldest.getValue().close();
            return true;
        }
    };
    private final Function<K, Binding> make;

    public BindingPool(Function<K, Binding> make) {
        this.make = make;
    }

    public Binding of(K key) {
        Binding known = bindings.get(key);
        if (known == null) {
            known = make.apply(key);
            bindings.put(key, known);
        }
        return known;
    }

    @Override
    public void close() {
        bindings.values().forEach(Binding::close);
        bindings.clear();
    }
}
