// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.synthetic;

/** How the spans inside the last service of a {@link SyntheticTrace} hang below each other. */
public final class Shape {
    private static final int LARGEST = 1_000_000;

    private final int width;
    private final int size;

    private Shape(int width, int size) {
        this.width = width;
        this.size = size;
    }

    /** Each span is the child of the one before. */
    public static Shape chain() {
        return new Shape(1, 1);
    }

    /** All spans are children of the first. */
    public static Shape fanOut() {
        return new Shape(Integer.MAX_VALUE, 1);
    }

    /**
     * Each span but the lowest has {@code width} children.
     *
     * @param depth number of levels, 1 for a single span
     * @throws IllegalArgumentException if a number is below 1, or the tree has more than a million spans
     */
    public static Shape tree(int depth, int width) {
        Require.positive("depth", depth);
        Require.positive("width", width);
        long size = 1;
        long level = 1;
        for (int i = 1; i < depth && size <= LARGEST; i++) {
            level *= width;
            size += level;
        }
        if (size > LARGEST) {
            throw new IllegalArgumentException(
                    "tree: depth " + depth + " and width " + width + " (expected: at most " + LARGEST + " spans)");
        }
        return new Shape(width, (int) size);
    }

    /** Returns the number of spans of the whole shape; 1 if it has no size of its own. */
    int size() {
        return size;
    }

    /** Returns the parent of a span by their places in this shape, of which the top has 0. */
    int parentOf(int place) {
        return (place - 1) / width;
    }
}
