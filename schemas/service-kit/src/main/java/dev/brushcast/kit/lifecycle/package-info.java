/** Starting and stopping services, and groups of them. */
package dev.brushcast.kit.lifecycle;
