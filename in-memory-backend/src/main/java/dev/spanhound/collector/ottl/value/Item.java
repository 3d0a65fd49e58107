// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.value;

import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a condition is judged on.
 *
 * @param span the span, with its resource and scope
 * @param event one of its events, where the condition is about events
 * @param eventIndex place of the event in the span, from 0; negative if not known
 */
public record Item(SpanData span, @Nullable EventData event, int eventIndex) {}
