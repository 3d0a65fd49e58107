// SPDX-License-Identifier: Apache-2.0
/**
 * Propagation contracts: what a service must make of the trace context that it is called with, case by case.
 *
 * <p>{@link dev.spanhound.assertions.contract.ContractRunner} sends the cases and judges what the service calls others with.
 * With JUnit, {@code PropagationContract} of {@code spanhound-junit} is where to begin.
 */
@NullMarked
package dev.spanhound.assertions.contract;

import org.jspecify.annotations.NullMarked;
