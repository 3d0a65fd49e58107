// SPDX-License-Identifier: Apache-2.0
/**
 * Traces that a product stores, read by its query API: of a container, or of a deployed cluster. Knows the model and the
 * codecs.
 */
@NullMarked
package dev.spanhound.query;

import org.jspecify.annotations.NullMarked;
