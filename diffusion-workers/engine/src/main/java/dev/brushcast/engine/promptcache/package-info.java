/** Encoded prompts in a folder that workers may share. */
@NullMarked
package dev.brushcast.engine.promptcache;

import org.jspecify.annotations.NullMarked;
