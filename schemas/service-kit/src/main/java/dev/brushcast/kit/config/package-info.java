/** Configuration files: YAML on disk, records in code. */
package dev.brushcast.kit.config;
