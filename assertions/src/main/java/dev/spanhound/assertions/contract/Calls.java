// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that the service makes because of one case, as they come in. */
final class Calls {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<OutgoingCall> calls = new ArrayList<>();

    /** Takes a call in; its number is its place, unless it has one. */
    void add(int number, HttpMessage request) {
        lock.lock();
        try {
            calls.add(new OutgoingCall(number > 0 ? number : calls.size() + 1, request.headers()));
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are so many calls, or until the time is over, and returns those that are there, by number. */
    List<OutgoingCall> await(int count, Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (calls.size() < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return calls.stream()
                    .sorted(Comparator.comparingInt(OutgoingCall::number))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
