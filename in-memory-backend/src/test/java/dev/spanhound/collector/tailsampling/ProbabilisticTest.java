// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilisticTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 004189374bc6a7ef",
        "25, 3fffffffffffffff",
        "33, 547ae147ae147bff",
        "50, 7fffffffffffffff",
        "66.6, aa7ef9db22d0dfff",
        "90, e6666666666667ff",
        "99.999999, ffffffd50ce23fff",
        "0.0001, 000010c6f7a0b5ed",
        "12.5, 1fffffffffffffff",
        "7, 11eb851eb851ebff",
        "33.333333333333336, 55555555555557ff",
        "1e-30, 0000000000000000",
        "100, ffffffffffffffff",
        "101, ffffffffffffffff",
        "0, 0000000000000000",
        "-1, 0000000000000000"
    })
    void thresholdsAreThoseOfGo(double percentage, String threshold) {
        assertThat(Probabilistic.threshold(percentage / 100)).isEqualTo(Long.parseUnsignedLong(threshold, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "07070707000000000000000000000000, seed, 50, 'it: SAMPLED, hash 42.83 % <= 50 %'",
        "07070707000000000000000000000000, seed, 42.82, 'it: NOT_SAMPLED, hash 42.83 % > 42.82 %'",
        "03010401050000000000000000000000, '', 50, 'it: NOT_SAMPLED, hash 57.27 % > 50 %'",
        "0102030405060708090a0b0c0d0e0f10, '', 75, 'it: NOT_SAMPLED, hash 85.86 % > 75 %'",
        "0102030405060708090a0b0c0d0e0f10, '', 90, 'it: SAMPLED, hash 85.86 % <= 90 %'",
        "0102030405060708090a0b0c0d0e0f10, test-salt, 25, 'it: SAMPLED, hash 3.49 % <= 25 %'",
        "4bf92f3577b34da6a3ce929d0e0e4736, '', 50, 'it: NOT_SAMPLED, hash 64.56 % > 50 %'",
        "4bf92f3577b34da6a3ce929d0e0e4736, '', 90, 'it: SAMPLED, hash 64.56 % <= 90 %'",
        "0af7651916cd43dd8448eb211c80319c, '', 25, 'it: SAMPLED, hash 20.21 % <= 25 %'",
        "0af7651916cd43dd8448eb211c80319c, '', 10, 'it: NOT_SAMPLED, hash 20.21 % > 10 %'",
        "0af7651916cd43dd8448eb211c80319c, '', 0.5, 'it: NOT_SAMPLED, hash 20.21 % > 0.5 %'",
        "0af7651916cd43dd8448eb211c80319c, '', 100, 'it: SAMPLED, hash 20.21 % <= 100 %'",
        "0af7651916cd43dd8448eb211c80319c, '', 0, 'it: NOT_SAMPLED, hash 20.21 % > 0 %'"
    })
    void hashesAreThoseOfTheCollector(String traceId, String salt, String percentage, String expected) {
        String keys = "hash_salt: '%s', sampling_percentage: %s".formatted(salt, percentage);

        assertThat(Policies.policy("probabilistic", keys).vote(new TraceView(traceId, List.of(), 0, 0)))
                .hasToString(expected);
    }
}
