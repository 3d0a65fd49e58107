// SPDX-License-Identifier: Apache-2.0
/**
 * Traces made up for tests of what judges traces, one by one or in numbers; the same each time. Knows the model of a
 * trace, and nothing of what judges it.
 */
@NullMarked
package dev.spanhound.trace.synthetic;

import org.jspecify.annotations.NullMarked;
