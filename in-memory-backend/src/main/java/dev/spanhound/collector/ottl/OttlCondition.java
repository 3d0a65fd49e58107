// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import dev.spanhound.collector.ottl.value.Item;
import dev.spanhound.collector.ottl.value.Values;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A condition of the OpenTelemetry Transformation Language, such as {@code attributes["http.route"] == "/pay" and
 * status.code == STATUS_CODE_ERROR}. It answers as contrib v0.162 does. Immutable and safe for use by several threads.
 */
public final class OttlCondition {
    private final String text;
    private final OttlContext context;
    private final Truth truth;
    private final Map<String, Expression> reads;

    private OttlCondition(String text, OttlContext context, Truth truth, Map<String, Expression> reads) {
        this.text = text;
        this.context = context;
        this.truth = truth;
        this.reads = reads;
    }

    /**
     * Reads a condition. Paths that name no context are those of {@code context}.
     *
     * @throws OttlException if the Collector would not load it, or if it needs something that is not supported here
     */
    public static OttlCondition parse(String text, OttlContext context) {
        Binder binder = new Binder(text, context);
        Truth truth = binder.truth(OttlParser.parse(text));
        return new OttlCondition(text, context, truth, binder.reads());
    }

    /** Returns the condition as it was written. */
    public String text() {
        return text;
    }

    /** Returns what it is about. */
    public OttlContext context() {
        return context;
    }

    /**
     * Returns whether the span, or its resource or scope, fulfils the condition.
     *
     * @throws OttlEvaluationException if the condition has no answer for it
     * @throws IllegalStateException if this is about events
     */
    public boolean matches(SpanData span) {
        return judge(itemOf(span));
    }

    /**
     * Returns whether an event of the span fulfils the condition.
     *
     * @param eventIndex place of the event, from 0; negative if {@code event_index} is not to be known, as for {@code
     *     ottl_condition} policies
     * @throws OttlEvaluationException if the condition has no answer for it
     */
    public boolean matches(SpanData span, EventData event, int eventIndex) {
        return judge(new Item(span, event, eventIndex));
    }

    private Item itemOf(SpanData span) {
        if (context == OttlContext.SPAN_EVENT) {
            throw new IllegalStateException(text + " is a condition on events (expected: an event)");
        }
        return new Item(span, null, -1);
    }

    private boolean judge(Item item) {
        try {
            return truth.of(item);
        } catch (EvaluationException e) {
            throw new OttlEvaluationException(text, String.valueOf(e.getMessage()));
        } catch (ArithmeticException | DateTimeException e) {
            throw new OttlEvaluationException(text, "out of range: " + e.getMessage());
        }
    }

    /**
     * Returns what the condition's paths read from the span, for explanations: lines such as {@code
     * attributes["http.status_code"] = "500" (string)}, each path once, in the order written.
     *
     * @throws IllegalStateException if this is about events
     */
    public List<String> values(SpanData span) {
        return values(itemOf(span));
    }

    /** Returns what the condition's paths read from an event of the span; see {@link #values(SpanData)}. */
    public List<String> values(SpanData span, EventData event, int eventIndex) {
        return values(new Item(span, event, eventIndex));
    }

    private List<String> values(Item item) {
        List<String> lines = new ArrayList<>();
        reads.forEach((path, read) -> {
            String value;
            try {
                value = Values.describe(read.of(item));
            } catch (EvaluationException e) {
                value = "error: " + e.getMessage();
            }
            lines.add(path + " = " + value);
        });
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return text;
    }
}
