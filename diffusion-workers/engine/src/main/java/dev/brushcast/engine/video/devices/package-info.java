/** A transformer whose blocks are parted over devices, each with a thread of its own and passes that go through them one behind the other. */
@NullMarked
package dev.brushcast.engine.video.devices;

import org.jspecify.annotations.NullMarked;
