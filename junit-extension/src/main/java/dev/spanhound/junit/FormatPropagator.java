// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.trace.propagation.HeaderLine;
import dev.spanhound.trace.propagation.PropagationFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a span's context in several formats. Reads none: a test is where a trace begins. */
record FormatPropagator(List<PropagationFormat> formats) implements TextMapPropagator {

    @Override
    public Collection<String> fields() {
        return formats.stream().flatMap(format -> format.headers().stream()).toList();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        SpanContext span = Span.fromContext(context).getSpanContext();
        for (PropagationFormat format : formats) {
            for (HeaderLine line : format.write(span).lines()) {
                setter.set(carrier, line.name(), line.value());
            }
        }
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        return context;
    }
}
