// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;

/** A type of policies: reads the keys of its own. */
@FunctionalInterface
interface PolicyType {

    /** Makes a policy, and reports what is wrong with its keys. */
    Policy read(Section keys);
}
