// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend.receive;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Takes what receivers decode. Called by several threads at a time; must not block. */
public interface SpanConsumer {

    /** Takes the spans of one request; there may be none. */
    void accept(Protocol protocol, List<SpanData> spans);

    /** Takes note of log records, which are not kept. */
    void acceptLogRecords(Protocol protocol, int count);

    /** Takes note of metric data points, which are not kept. */
    void acceptDataPoints(Protocol protocol, int count);

    /** Takes note of a request, or of spans in one, that was refused for this reason. */
    void refused(String reason);
}
