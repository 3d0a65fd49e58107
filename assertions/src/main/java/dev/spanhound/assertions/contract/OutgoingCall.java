// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;

/**
 * One call that the service under test made.
 *
 * @param number which one of its case, from 1
 * @param headers its header lines
 */
record OutgoingCall(int number, HeaderLines headers) {}
