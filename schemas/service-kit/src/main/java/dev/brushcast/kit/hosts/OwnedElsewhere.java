package dev.brushcast.kit.hosts;

/**
 * Why a stream does not run here any more: another host has it. One that was given up for dead and wakes meets this before its
 * group tells it that its slots are gone; it must not take the stream back meanwhile.
 */
public interface OwnedElsewhere {}
