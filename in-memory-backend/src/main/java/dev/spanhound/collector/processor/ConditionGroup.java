// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.processor;

import dev.spanhound.collector.ottl.OttlCondition;
import dev.spanhound.collector.ottl.OttlContext;
import dev.spanhound.collector.ottl.OttlEvaluationException;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of {@code filter} that are asked together: of each resource, of each scope that is left, of each span, of each
 * event. What fulfils one of them is dropped, with all that is in it.
 */
final class ConditionGroup {
    /** The Collector does not tell conditions of this processor where an event stands. */
    private static final int UNKNOWN_INDEX = -1;

    private final ErrorMode errorMode;
    private final List<OttlCondition> resource;
    private final List<OttlCondition> scope;
    private final List<OttlCondition> span;
    private final List<OttlCondition> event;

    ConditionGroup(List<OttlCondition> conditions, ErrorMode errorMode) {
        this.errorMode = errorMode;
        this.resource = about(OttlContext.RESOURCE, conditions);
        this.scope = about(OttlContext.SCOPE, conditions);
        this.span = about(OttlContext.SPAN, conditions);
        this.event = about(OttlContext.SPAN_EVENT, conditions);
    }

    private static List<OttlCondition> about(OttlContext context, List<OttlCondition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.context() == context)
                .toList();
    }

    /**
     * Returns what is left.
     *
     * @throws OttlEvaluationException if a condition has no answer, and errors are to be propagated
     */
    List<SpanData> left(List<SpanData> spans) {
        Verdicts verdicts = new Verdicts();
        List<SpanData> left = new ArrayList<>(spans.size());
        for (SpanData each : spans) {
            if (!verdicts.dropsAround(each) && !anyMatches(span, condition -> condition.matches(each))) {
                left.add(event.isEmpty() ? each : withEventsLeft(each));
            }
        }
        return left;
    }

    private SpanData withEventsLeft(SpanData each) {
        List<EventData> events = each.getEvents().stream()
                .filter(candidate -> !anyMatches(event, condition -> condition.matches(each, candidate, UNKNOWN_INDEX)))
                .toList();
        return events.size() == each.getEvents().size()
                ? each
                : SpanEdit.of(each).events(events).done();
    }

    private boolean anyMatches(List<OttlCondition> conditions, Predicate<OttlCondition> matches) {
        for (OttlCondition condition : conditions) {
            try {
                if (matches.test(condition)) {
                    return true;
                }
            } catch (OttlEvaluationException e) {
                if (errorMode == ErrorMode.PROPAGATE) {
                    throw e;
                }
            }
        }
        return false;
    }

    /** What was found of the last resource and scope, which hold for the spans that follow. */
    private final class Verdicts {
        private @Nullable Resource lastResource;
        private @Nullable InstrumentationScopeInfo lastScope;
        private boolean dropped;

        @SuppressWarnings("ReferenceEquality") // what arrived together shares the object
        boolean dropsAround(SpanData each) {
            if (lastResource != each.getResource() || lastScope != each.getInstrumentationScopeInfo()) {
                lastResource = each.getResource();
                lastScope = each.getInstrumentationScopeInfo();
                dropped = Stream.of(resource, scope)
                        .anyMatch(conditions -> anyMatches(conditions, condition -> condition.matches(each)));
            }
            return dropped;
        }
    }
}
