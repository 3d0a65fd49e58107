// SPDX-License-Identifier: Apache-2.0
/** Comparisons with peers, side by side in one run. See the module's README for commands and figures. */
@NullMarked
package dev.spanhound.benchmarks;

import org.jspecify.annotations.NullMarked;
