// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * The spans of one OTLP request.
 *
 * @param spans the valid ones, in the order sent
 * @param rejected number of spans that break a rule of OTLP, such as a zero ID; the partial success of the answer
 * @param rejectionReason what is wrong with the first rejected span, or an empty string
 */
public record DecodedSpans(List<SpanData> spans, int rejected, String rejectionReason) {}
