// SPDX-License-Identifier: Apache-2.0
/**
 * Assertions on what headers carry: the trace that goes on, in which format, and by which rules.
 *
 * <p>They begin at {@code TraceAssertions.assertThat(HeaderLines)} and {@code TraceAssertions.assertThatHeaders}.
 */
@NullMarked
package dev.spanhound.assertions.propagation;

import org.jspecify.annotations.NullMarked;
