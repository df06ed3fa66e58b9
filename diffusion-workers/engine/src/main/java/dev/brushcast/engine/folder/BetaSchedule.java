package dev.brushcast.engine.folder;

/** How the noise variances rise over the training steps; names as in a scheduler's {@code beta_schedule}. */
public enum BetaSchedule {
    /** Evenly spaced from start to end. */
    LINEAR("linear"),
    /** Squares of evenly spaced roots: what latent diffusion models are trained with. */
    SCALED_LINEAR("scaled_linear"),
    /** From a squared-cosine cumulative product, each variance at most 0.999. */
    SQUARED_COSINE("squaredcos_cap_v2");

    private final String configName;

    BetaSchedule(String configName) {
        this.configName = configName;
    }

    static BetaSchedule read(JsonConfig config, BetaSchedule whereAbsent) {
        String name = config.text("beta_schedule", whereAbsent.configName);
        for (BetaSchedule schedule : values()) {
            if (schedule.configName.equals(name)) {
                return schedule;
            }
        }
        throw config.error(
                "beta_schedule is \"" + name + "\", expected \"linear\", \"scaled_linear\" or \"squaredcos_cap_v2\"");
    }
}
