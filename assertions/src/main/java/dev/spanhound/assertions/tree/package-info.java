// SPDX-License-Identifier: Apache-2.0
/**
 * Expected trees of spans: {@link dev.spanhound.assertions.tree.ExpectedSpan} and
 * {@link dev.spanhound.assertions.tree.ExpectedTree} say what is expected, by builder or as text,
 * {@link dev.spanhound.assertions.tree.TreeMatcher} finds it in a trace, and
 * {@link dev.spanhound.assertions.tree.TreePrinter} shows the trace with what is wrong marked.
 */
@NullMarked
package dev.spanhound.assertions.tree;

import org.jspecify.annotations.NullMarked;
