/** Which addresses of a network a stranger may name. */
package dev.brushcast.kit.net;
