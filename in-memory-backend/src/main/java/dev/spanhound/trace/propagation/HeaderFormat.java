// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.propagation;

import io.opentelemetry.api.trace.SpanContext;

/** How one format reads and writes. */
interface HeaderFormat {

    /** Reads lines which have at least one header of the format. */
    Extraction read(HeaderLines lines);

    /** Writes a valid context. */
    HeaderLines write(SpanContext context);
}
