package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.fleet.FrameWork;

/**
 * A live stream that runs, or is to.
 *
 * @param work what it asks for
 */
public record Claim(String streamId, int slot, FrameWork work) {}
