package dev.brushcast.engine.tools.bench;

/**
 * What frames take and leave in memory.
 *
 * @param allocatedKibPerFrame heap allocated by the whole process
 * @param heap what frames leave on it
 * @param residentGrowthMib how much more memory the process held at the end than after warming up; -1 if not known
 */
public record Memory(double allocatedKibPerFrame, HeapUse heap, double residentGrowthMib) {}
