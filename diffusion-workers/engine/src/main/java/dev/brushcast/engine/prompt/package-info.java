/** Embeddings of prompts: encoded once, blended, kept. */
@NullMarked
package dev.brushcast.engine.prompt;

import org.jspecify.annotations.NullMarked;
