// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector;

import dev.spanhound.collector.pipeline.ProcessorFactory.Blueprint;

/**
 * A place in a pipeline.
 *
 * @param id the processor's name in the configuration, such as {@code tail_sampling/edge}
 * @param blueprint makes the processor
 */
record Stage(String id, Blueprint blueprint) {

    /** Returns the type, which is what comes before the slash. */
    String type() {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
