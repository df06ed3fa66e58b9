/** What operators and their tools ask a running service over HTTP. */
package dev.brushcast.kit.ops;
