/** What an egress is told: records only. */
package dev.brushcast.egress.config;
