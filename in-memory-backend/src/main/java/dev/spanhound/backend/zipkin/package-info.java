// SPDX-License-Identifier: Apache-2.0
/** Zipkin's spans to {@link io.opentelemetry.sdk.trace.data.SpanData}. Knows no HTTP, thread or clock. */
@NullMarked
package dev.spanhound.backend.zipkin;

import org.jspecify.annotations.NullMarked;
