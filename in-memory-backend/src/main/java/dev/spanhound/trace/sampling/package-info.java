// SPDX-License-Identifier: Apache-2.0
/**
 * Facts of consistent probability sampling: thresholds, randomness, and where a trace state holds them. Knows only
 * OpenTelemetry's API: no processor and no sampler that acts on them.
 */
@NullMarked
package dev.spanhound.trace.sampling;

import org.jspecify.annotations.NullMarked;
