/** What workers can carry: the arithmetic of their capacity, the same for workers and for control. */
package dev.brushcast.contract.fleet;
