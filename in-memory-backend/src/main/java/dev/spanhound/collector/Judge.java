// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.tailsampling.Decision;
import dev.spanhound.collector.tailsampling.TailSamplingProcessor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who knows the decisions of a pipeline. Of several samplers in a row the last one that saw a trace has the say.
 *
 * @param samplers the last one first
 * @param losses the traces that none of them saw
 */
record Judge(List<TailSamplingProcessor> samplers, Losses losses) {

    Optional<Decision> decisionOn(String traceId) {
        for (TailSamplingProcessor sampler : samplers) {
            Optional<Decision> decision = sampler.decisionOn(traceId);
            if (decision.isPresent()) {
                return decision;
            }
        }
        return losses.decisionOn(traceId);
    }

    boolean isPending(String traceId) {
        return samplers.stream().anyMatch(sampler -> sampler.isPending(traceId));
    }

    List<Decision> decisions() {
        Set<String> traceIds = new LinkedHashSet<>();
        for (int i = samplers.size() - 1; i >= 0; i--) {
            traceIds.addAll(samplers.get(i).traceIds());
        }
        traceIds.addAll(losses.traceIds());
        return traceIds.stream()
                .flatMap(traceId -> decisionOn(traceId).stream())
                .toList();
    }

    long forgotten() {
        return losses.forgotten()
                + samplers.stream().mapToLong(TailSamplingProcessor::forgotten).sum();
    }
}
