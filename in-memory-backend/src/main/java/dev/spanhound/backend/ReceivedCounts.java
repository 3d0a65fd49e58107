// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.backend;

import dev.spanhound.backend.receive.Protocol;
import java.util.Map;

/**
 * What has come in over the network so far.
 *
 * @param requests requests with spans that were taken, by protocol; zero for those not in the map
 * @param spans spans in them, before duplicates are dropped
 * @param logRecords log records, which are not kept
 * @param dataPoints metric data points, which are not kept
 * @param refusals requests, or spans in one, that were refused: as malformed, too large or by an ordered fault
 */
public record ReceivedCounts(
        Map<Protocol, Long> requests, long spans, long logRecords, long dataPoints, long refusals) {

    public ReceivedCounts {
        requests = Map.copyOf(requests);
    }

    /** Returns the number of requests with spans that were taken over a protocol. */
    public long requests(Protocol protocol) {
        return requests.getOrDefault(protocol, 0L);
    }
}
