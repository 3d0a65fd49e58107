// SPDX-License-Identifier: Apache-2.0
/**
 * OTTL's converters, one family in a class; a new one is a line in its family. Knows no syntax and no paths.
 *
 * <p>They behave as those of the Collector's v0.162; what a family leaves out is named in {@link
 * dev.spanhound.collector.ottl.function.Converters}.
 */
@NullMarked
package dev.spanhound.collector.ottl.function;

import org.jspecify.annotations.NullMarked;
