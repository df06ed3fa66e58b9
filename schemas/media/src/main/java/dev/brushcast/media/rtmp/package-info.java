/**
 * A port at which one RTMP publisher is taken in: handshake, commands, media as FLV. Without FFmpeg, whose listener takes any
 * application and key, closes its port while somebody publishes, and waits for whoever connects first.
 */
package dev.brushcast.media.rtmp;
