// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The registrations of {@link TraceTestExtension} that apply to a class or a test, and what they add up to. A test may
 * have several: by the annotation, and by fields of its class and of enclosing classes. The first leads, the others
 * only contribute settings.
 */
final class Registrations {
    private final ExtensionContext context;
    private final @Nullable Registrations outer;
    private final Settings annotated;
    private final List<TraceTestExtension> here = new CopyOnWriteArrayList<>();

    private Registrations(ExtensionContext context, @Nullable Registrations outer) {
        this.context = context;
        this.outer = outer;
        Class<?> testClass = context.getRequiredTestClass();
        Settings own = AnnotationSupport.findAnnotation(testClass, TraceTest.class)
                .map(annotation -> Settings.of(testClass, annotation))
                .orElse(Settings.UNSET);
        this.annotated = outer == null ? own : own.or(outer.annotated);
    }

    static Registrations of(ExtensionContext context) {
        ExtensionContext parent = context.getParent().orElseThrow();
        if (context.getTestClass().isEmpty()) {
            return of(parent); // a dynamic test's context
        }
        Registrations outer = parent == context.getRoot() ? null : of(parent);
        return Stored.computeIfAbsent(
                context, context.getUniqueId(), Registrations.class, absent -> new Registrations(context, outer));
    }

    /** Adds the extension, unless it is known here or further out, and keeps its backend open for this context. */
    Registrations join(TraceTestExtension extension) {
        if (!isKnown(extension)) {
            if (extension.hasOwnBackend()) {
                refuseSecondBackend();
            }
            here.add(extension);
            ExtensionContext holder = extension.hasOwnBackend() ? context : context.getRoot();
            LeasedBackend leased = extension.leasedBackend();
            Stored.computeIfAbsent(holder, leased, LeasedBackend.Lease.class, absent -> leased.lease());
        }
        return this;
    }

    private void refuseSecondBackend() {
        String subject = "TraceTestExtension with a backend of its own in a field of "
                + context.getRequiredTestClass().getName();
        if (lastOwnBackend(here) != null) {
            throw new ExtensionConfigurationException(subject + ": a second one (expected: one)");
        }
        if (RunningTest.find(context).isPresent()) {
            throw new ExtensionConfigurationException(subject + ": registered when the trace of "
                    + context.getDisplayName() + " had begun (expected: a static field, or no @TraceTest)");
        }
    }

    /** Returns whether this extension serves the context, and the others leave it alone. */
    boolean isLedBy(TraceTestExtension extension) {
        List<TraceTestExtension> all = all();
        return !all.isEmpty() && all.get(0) == extension;
    }

    private boolean isKnown(TraceTestExtension extension) {
        for (TraceTestExtension known : all()) {
            if (known == extension) {
                return true;
            }
        }
        return false;
    }

    /** Returns all settings: the annotation's before those of fields, inner ones before outer ones. */
    Settings settings() {
        Settings sum = annotated;
        List<TraceTestExtension> innerLast = all();
        for (int i = innerLast.size() - 1; i >= 0; i--) {
            sum = sum.or(innerLast.get(i).settings());
        }
        return sum.or(Settings.ofParameters(context::getConfigurationParameter));
    }

    TraceBackend backend() {
        TraceTestExtension own = lastOwnBackend(all());
        if (own != null) {
            return own.backend();
        }
        if (annotated.isolation() == Isolation.PER_CLASS) {
            return Stored.computeIfAbsent(
                            outermost().context,
                            Isolation.PER_CLASS,
                            LeasedBackend.Lease.class,
                            absent -> new LeasedBackend(TraceBackend::create).lease())
                    .backend();
        }
        return LeasedBackend.SHARED.backend();
    }

    private static @Nullable TraceTestExtension lastOwnBackend(List<TraceTestExtension> extensions) {
        TraceTestExtension last = null;
        for (TraceTestExtension extension : extensions) {
            last = extension.hasOwnBackend() ? extension : last;
        }
        return last;
    }

    /** Returns the registrations of the top-level test class. */
    private Registrations outermost() {
        return outer == null ? this : outer.outermost();
    }

    private List<TraceTestExtension> all() {
        List<TraceTestExtension> all = outer == null ? new ArrayList<>() : outer.all();
        all.addAll(here);
        return all;
    }
}
