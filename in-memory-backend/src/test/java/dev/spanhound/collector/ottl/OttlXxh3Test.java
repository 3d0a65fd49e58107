// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spanhound.trace.SpanBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XXH3 has an algorithm for each range of lengths; these are the Collector's hashes around the limits. */
class OttlXxh3Test {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    1, 5fbb498e55810a1a, b09a451b76367e3d5fbb498e55810a1a
                    2, 19f190b3c9222bc3, c186ceeab2709d7719f190b3c9222bc3
                    3, 9560657257ca2469, d1e3a20a9e4c3dde9560657257ca2469
                    4, d271d24faff87ed7, f47f9de24c7f449be8d5719945de7deb
                    8, 313a614610a6934e, 8ddcf2c47e06d13500a02b62ff3e40e4
                    9, 1451803608d3fdc2, 6ef8b3caed7cc25a540a3c927ef31b59
                    16, febf1961c472d2e8, 7418f3c02cb19eb65be0ea4470d0f2a3
                    17, ae3b36dd3af540be, ae1881d695f9525b1d4d916177836a27
                    32, 9e607a8f84369dd6, db6bb536575bb871bd864212513d0080
                    33, 18b08faa18f146f5, 02742c061ce69c7269cdb07d65d526aa
                    64, 174e9744e395198b, 3ee11b87e709ec3575e00251b2ea6100
                    65, 57e078f35d192a76, 90dfab1c9e765e46da644d73ff167621
                    96, defcd84ee5e13dcd, be93e17b26c6ccd46bd5b1906327bcc9
                    97, a67993e502f8d99f, b5b60dec00ae75d8c9112f3561f2fd4a
                    128, 3a5ded4d0b0a357a, f5dc30b048381863e4425757d7a2619f
                    129, b4425f01a339ee62, 65dc4d77d1e5936ffad218b77db0d43c
                    160, b9e3641a48b9a9c0, 2ebe93cd7355869b6bb25da102347dd9
                    239, c84a3eb520789c78, e196b2744432d6cd43abd1f48c1a0e50
                    240, 61783db1dd816358, d08cecd0895ba4a7563d64b1b6e82a04
                    241, 1a6235cf25788216, 35db9927fb46bec31a6235cf25788216
                    256, fc49e033b66fb35f, 8c15b717eac0854ffc49e033b66fb35f
                    1024, 2b7d6ce427e18e6e, faaa970e2c35d75b2b7d6ce427e18e6e
                    1025, ac08ad89f51dcc44, 7e732ed3731d6cddac08ad89f51dcc44
                    1088, e27c0e72e57f3987, f04e42898b022a08e27c0e72e57f3987
                    1089, d083299e048ef7ea, 2fe16cfba2174103d083299e048ef7ea
                    2048, c1d32d5e7aab7abd, 9ebbd1709eef27ebc1d32d5e7aab7abd
                    2049, 14f67d1fdf3dbf24, fba84ae76d955f7714f67d1fdf3dbf24
                    5000, 7ed99accca069635, b3ced309db88837a7ed99accca069635
                    """)
    void hashesTextOfEveryLength(int length, String xxh3, String xxh128) {
        String condition = "XXH3(name) == \"" + xxh3 + "\" and XXH128(name) == \"" + xxh128 + "\"";
        assertThat(OttlCondition.parse(condition, OttlContext.SPAN)
                        .matches(SpanBuilder.span(text(length), 1).build()))
                .isTrue();
    }

    /** Text without a period, so that no two of its parts can be mistaken for one another. */
    private static String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('!' + i * i / 7 % 94));
        }
        return text.toString();
    }
}
