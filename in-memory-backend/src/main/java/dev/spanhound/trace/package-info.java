// SPDX-License-Identifier: Apache-2.0
/**
 * The model of a trace: an immutable tree over OpenTelemetry's {@link io.opentelemetry.sdk.trace.data.SpanData}, and
 * what can be said of it. Knows no wire format, no transport, no thread and no test framework.
 */
@NullMarked
package dev.spanhound.trace;

import org.jspecify.annotations.NullMarked;
