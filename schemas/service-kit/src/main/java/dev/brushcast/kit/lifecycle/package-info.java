/** Starting and stopping: services, groups of them, and threads that own what they work on. */
package dev.brushcast.kit.lifecycle;
