// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.backend.TraceBackend;
import org.junit.jupiter.api.Test;

class LeasedBackendTest {
    private final LeasedBackend leased = new LeasedBackend(TraceBackend::create);

    @Test
    void isTheSameForAllLeases() {
        TraceBackend beforeAnyLease = leased.backend();

        assertThat(leased.lease().backend()).isSameAs(beforeAnyLease);
        assertThat(leased.lease().backend()).isSameAs(beforeAnyLease);
        assertThat(leased.backend()).isSameAs(beforeAnyLease);
    }

    @Test
    void isAnotherOnceAllLeasesAreClosed() {
        LeasedBackend.Lease one = leased.lease();
        LeasedBackend.Lease two = leased.lease();

        one.close();
        assertThat(leased.backend()).isSameAs(two.backend());
        two.close();
        assertThat(leased.backend()).isNotSameAs(two.backend());
    }
}
