/** Hosts: processes that share the slots of an installation and run what its streams are to be. */
@org.jspecify.annotations.NullMarked
package dev.brushcast.kit.hosts;
