// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import dev.spanhound.backend.TraceBackend;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend that is closed when its last lease is. Leases live in the JUnit Store; the backend cannot, because static
 * initialisers of a test class ask for its endpoint before JUnit knows of the class.
 */
final class LeasedBackend {
    /** The backend of all test classes of this JVM, whatever class loaders and test plans they come from. */
    static final LeasedBackend SHARED = new LeasedBackend(TraceBackend::create);

    private final Supplier<TraceBackend> factory;
    private @Nullable TraceBackend backend;
    private int leases;

    LeasedBackend(Supplier<TraceBackend> factory) {
        this.factory = factory;
    }

    /** Returns the backend, a new one if there is none. It stays open until a lease has come and gone. */
    synchronized TraceBackend backend() {
        TraceBackend open = backend;
        if (open == null) {
            open = factory.get();
            backend = open;
        }
        return open;
    }

    /** Returns a lease, which keeps the backend open until it is closed. */
    synchronized Lease lease() {
        leases++;
        return new Lease(this, backend());
    }

    private synchronized void release() {
        leases--;
        if (leases == 0 && backend != null) {
            backend.close();
            backend = null;
        }
    }

    /** The right to use the backend. The Store closes it, once. */
    record Lease(LeasedBackend owner, TraceBackend backend) implements Stored {
        @Override
        public void close() {
            owner.release();
        }
    }
}
