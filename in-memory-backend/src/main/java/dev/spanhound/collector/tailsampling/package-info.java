// SPDX-License-Identifier: Apache-2.0
/** The {@code tail_sampling} processor: its policies, its state and its decisions. Starts no thread; time is given to it. */
@NullMarked
package dev.spanhound.collector.tailsampling;

import org.jspecify.annotations.NullMarked;
