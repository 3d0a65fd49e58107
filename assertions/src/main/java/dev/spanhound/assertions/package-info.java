// SPDX-License-Identifier: Apache-2.0
/**
 * AssertJ assertions on traces.
 *
 * <p>{@link dev.spanhound.assertions.TraceAssertions} is where they begin.
 */
@NullMarked
package dev.spanhound.assertions;

import org.jspecify.annotations.NullMarked;
