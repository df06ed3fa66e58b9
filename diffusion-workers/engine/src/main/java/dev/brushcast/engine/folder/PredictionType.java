package dev.brushcast.engine.folder;

/** What the UNet's output means; names as in a scheduler's {@code prediction_type}. */
public enum PredictionType {
    /** The noise in the latent. */
    EPSILON("epsilon"),
    /** Velocity: {@code sqrt(alpha) * noise - sqrt(1 - alpha) * latent}. */
    V_PREDICTION("v_prediction"),
    /** The clean latent itself. */
    SAMPLE("sample");

    private final String configName;

    PredictionType(String configName) {
        this.configName = configName;
    }

    static PredictionType read(JsonConfig config) {
        String name = config.text("prediction_type", EPSILON.configName);
        for (PredictionType type : values()) {
            if (type.configName.equals(name)) {
                return type;
            }
        }
        throw config.error("prediction_type is \"" + name + "\", expected \"epsilon\", \"v_prediction\" or \"sample\"");
    }
}
