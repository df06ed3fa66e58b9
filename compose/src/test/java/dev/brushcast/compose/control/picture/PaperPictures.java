package dev.brushcast.compose.control.picture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pictures that are there from the beginning; who has seen them waits for more, or for the end. */
public final class PaperPictures implements Pictures {

    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private volatile List<Picture> all = List.of();
    private volatile boolean full;
    private volatile boolean endless;

    public void show(Picture... pictures) {
        all = List.of(pictures);
    }

    /** Nobody may look any more. */
    public void full(boolean now) {
        full = now;
    }

    /** More may come. */
    public void endless(boolean now) {
        endless = now;
    }

    /** How many look. */
    public int watching() {
        return watches.size();
    }

    @Override
    public Optional<Watch> watch(Collection<Watched> what, double perSecond) {
        if (full) {
            return Optional.empty();
        }
        Watch[] made = new Watch[1];
        made[0] = new Watch(what, perSecond, System::nanoTime, () -> watches.remove(made[0]));
        watches.add(made[0]);
        for (Watched one : what) {
            all.stream()
                    .filter(picture -> picture.streamId().equals(one.streamId()) && picture.kind() == one.kind())
                    .forEach(picture -> made[0].offer(one, picture));
        }
        if (!endless) {
            made[0].end();
        }
        return Optional.of(made[0]);
    }
}
