package dev.brushcast.compose.control.store;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where desired streams are kept: a view, and a pen that only one hand in the installation has. Safe for use by several threads. */
public interface StreamLog {

    /** The streams by id, as far as they are known here; may go on changing. */
    SortedMap<String, DesiredStream> streams();

    /** How many slots there are. */
    int slots();

    /** Why {@link #streams} is not to be relied on; empty: it is. */
    Optional<String> problem();

    /**
     * Changes streams with nobody between: what was written before is seen, and what anybody else began under the same name is
     * never done.
     *
     * @param pen a name: hands that hold pens of different names do not wait for each other
     * @param change says what to write by what there is; may be called several times
     * @throws StoreUnavailableException if the cluster does not answer, or others were quicker again and again
     */
    Write write(String pen, Function<SortedMap<String, DesiredStream>, Decision> change);

    /** What is to be done. */
    sealed interface Decision {

        /**
         * Write.
         *
         * @param stream its id and slot say where
         * @param value null: it is removed
         */
        record Put(DesiredStream stream, @Nullable DesiredStream value) implements Decision {}

        /** Leave it. */
        record Not(Write because) implements Decision {}
    }
}
