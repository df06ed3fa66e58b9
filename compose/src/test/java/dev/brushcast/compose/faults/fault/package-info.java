/** One class for each kind of fault. */
package dev.brushcast.compose.faults.fault;
