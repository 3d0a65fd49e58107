// SPDX-License-Identifier: Apache-2.0
/** OTLP's codecs: bytes to {@link io.opentelemetry.sdk.trace.data.SpanData} and back. Knows no HTTP, thread or clock. */
@NullMarked
package dev.spanhound.backend.otlp;

import org.jspecify.annotations.NullMarked;
