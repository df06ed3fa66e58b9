package dev.brushcast.contract.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which model a stream asks its workers for: by the name of its folder, by the hash of its graphs and weights, or by what a model that
 * comes along is called on the command line. Whoever has the stream's slot has to have it, now and after a failover, so all workers do.
 *
 * @param asked as the stream says it
 */
public record ModelChoice(String asked) {

    /** As of all names that records have. */
    private static final int MAX_CHARS = 200;

    private static final String BUILT_IN = "builtin:";

    /** @throws IllegalArgumentException if nothing can be called so */
    public ModelChoice {
        if (asked.isBlank() || asked.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a model is asked for by its name or its hash, in 1 to " + MAX_CHARS
                    + " characters: leave it out for the workers' first one");
        }
    }

    /**
     * Whether it is this one.
     *
     * @param hash empty: it has none
     */
    public boolean isOf(String name, String hash) {
        return asked.equals(name) || asked.equals(hash) || (asked.startsWith(BUILT_IN) && folder().equals(name));
    }

    /** {@code builtin:video} is in the folder {@code builtin-video}. */
    private String folder() {
        return asked.replace(':', '-');
    }

    private Optional<WorkerModel> in(WorkerHealth worker) {
        return modelsOf(worker).stream()
                .filter(model -> isOf(model.getName(), model.getHash()))
                .findFirst();
    }

    /**
     * How many times as much work a frame is as for the first model of those workers that have it, at most; 1 where none has it.
     */
    public double cost(Collection<WorkerHealth> workers) {
        return workers.stream()
                .flatMap(worker -> in(worker).stream())
                .mapToDouble(WorkerModel::getCost)
                .max()
                .orElse(1);
    }

    /**
     * Why a stream cannot have it, in one line for people; empty: all of these workers have it, but for those that leave, or there are
     * none to ask.
     *
     * @param present workers that are there
     */
    public Optional<String> refusal(Collection<WorkerHealth> present) {
        List<WorkerHealth> workers = present.stream()
                .filter(worker -> worker.getState() != WorkerState.LEAVING)
                .toList();
        List<WorkerHealth> lacking =
                workers.stream().filter(worker -> in(worker).isEmpty()).toList();
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        String those = lacking.stream()
                .map(worker -> worker.getWorker() + " (which has " + String.join(", ", namesOf(worker)) + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(
                "model " + asked + " is not there: every worker needs it, since any may take the stream over, and "
                        + those + (lacking.size() == 1 ? " lacks" : " lack")
                        + " it; start workers with its --model as well, or "
                        + alternatives(workers));
    }

    /**
     * Why pictures of a size are not for it, in one line for people; empty: they are, or nobody has it.
     *
     * @param width pixels
     * @param height pixels
     */
    public Optional<String> misfit(Collection<WorkerHealth> workers, int width, int height) {
        return workers.stream()
                .flatMap(worker -> in(worker).stream())
                .mapToInt(WorkerModel::getSideMultiple)
                .filter(multiple -> width % multiple != 0 || height % multiple != 0)
                .mapToObj(
                        multiple -> "model " + asked + " takes pictures whose sides are multiples of " + multiple
                                + " pixels, and these are " + width + "x" + height
                                + ": have the source taken in at such a size (ingest.pictures.width and height, --width and --height)")
                .findFirst();
    }

    /** Of models of one name, it may be another one for each worker: it is asked for by that name. */
    private static String alternatives(Collection<WorkerHealth> workers) {
        TreeSet<String> common = new TreeSet<>();
        workers.forEach(worker -> common.addAll(namesOf(worker)));
        workers.forEach(worker -> common.retainAll(namesOf(worker)));
        return common.isEmpty() ? "ask for none" : "ask for one that all have: " + String.join(", ", common);
    }

    private static List<String> namesOf(WorkerHealth worker) {
        return modelsOf(worker).stream().map(WorkerModel::getName).toList();
    }

    /** Those that a worker has; of one from before there was more than one, the one that it names. */
    private static List<WorkerModel> modelsOf(WorkerHealth worker) {
        return worker.getModels().isEmpty()
                ? List.of(new WorkerModel(worker.getModel(), "", 1.0, 1))
                : worker.getModels();
    }
}
