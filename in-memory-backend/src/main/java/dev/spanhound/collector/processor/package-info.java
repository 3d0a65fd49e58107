// SPDX-License-Identifier: Apache-2.0
/**
 * The processors of a traces pipeline other than {@code tail_sampling}, as those of the Collector (contrib) 0.162. Knows
 * neither how a configuration is written nor where spans come from, and no policy.
 */
@NullMarked
package dev.spanhound.collector.processor;

import org.jspecify.annotations.NullMarked;
