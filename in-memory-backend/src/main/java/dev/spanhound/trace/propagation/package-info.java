// SPDX-License-Identifier: Apache-2.0
/**
 * What headers say of a trace context: the lines, the formats they may be in, and which rule of which specification a line
 * breaks. Knows OpenTelemetry's API, no transport and no carrier.
 */
@NullMarked
package dev.spanhound.trace.propagation;

import org.jspecify.annotations.NullMarked;
