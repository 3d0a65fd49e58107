// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.shop;

/** One order, and what it costs. */
record Order(long id, double amount) {}
