/** The newest pictures of streams, straight from their topics, for whoever looks: no segmenter and no host is needed. */
package dev.brushcast.compose.control.picture;
