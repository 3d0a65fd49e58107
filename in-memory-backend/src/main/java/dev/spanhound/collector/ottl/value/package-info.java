// SPDX-License-Identifier: Apache-2.0
/**
 * What OTTL computes with: values, how they compare and how one becomes another. Knows neither the language nor its
 * functions.
 *
 * <p>A value is null (OTTL's nil), {@link java.lang.String}, {@link java.lang.Long}, {@link java.lang.Double}, {@link
 * java.lang.Boolean}, {@link dev.spanhound.collector.ottl.value.Bytes}, {@link java.util.List}, {@link java.util.Map}
 * by string, {@link java.time.ZonedDateTime}, {@link java.time.Duration}, or {@link
 * dev.spanhound.collector.ottl.value.Opaque}: something of Go's that OTTL can only pass on and compare with itself.
 */
@NullMarked
package dev.spanhound.collector.ottl.value;

import org.jspecify.annotations.NullMarked;
