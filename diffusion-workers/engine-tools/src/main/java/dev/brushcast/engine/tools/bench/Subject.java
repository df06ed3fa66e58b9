package dev.brushcast.engine.tools.bench;

import java.util.Map;

/**
 * What was measured, and on what.
 *
 * @param model name of the model folder
 * @param device that it ran on
 * @param hardware processors and GPUs
 * @param size of the pictures
 * @param denoiserMillisByRows the measured batch curve
 */
public record Subject(
        String model, String device, String hardware, String size, Map<Integer, Double> denoiserMillisByRows) {}
