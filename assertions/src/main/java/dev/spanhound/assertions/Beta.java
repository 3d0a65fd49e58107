// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

/** The regularized incomplete beta function, by its continued fraction. */
final class Beta {
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;
    private static final int MOST_STEPS = 1_000_000;
    private static final int STIRLING_FROM = 16;

    private Beta() {}

    /**
     * Returns I<sub>x</sub>(a, b).
     *
     * @param x more than 0 and less than 1
     * @param a more than 0
     * @param b more than 0
     * @see <a href="https://dlmf.nist.gov/8.17">NIST Digital Library of Mathematical Functions, 8.17</a>
     */
    static double regularized(double x, double a, double b) {
        double factor = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
        // The fraction converges fast on this side of the mean only; I_x(a, b) = 1 - I_(1-x)(b, a).
        return x < (a + 1) / (a + b + 2) ? factor / a * fraction(x, a, b) : 1 - factor / b * fraction(1 - x, b, a);
    }

    /** Evaluates 1 / (1 + d1 / (1 + d2 / ...)) from the front, as Lentz does. */
    private static double fraction(double x, double a, double b) {
        double numerator = 1;
        double denominator = 1 / notZero(1 - (a + b) * x / (a + 1));
        double value = denominator;
        for (int m = 1; m <= MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            denominator = 1 / notZero(1 + even * denominator);
            numerator = notZero(1 + even / numerator);
            value *= numerator * denominator;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            denominator = 1 / notZero(1 + odd * denominator);
            numerator = notZero(1 + odd / numerator);
            double change = numerator * denominator;
            value *= change;
            if (Math.abs(change - 1) < PRECISION) {
                return value;
            }
        }
        throw new IllegalArgumentException("no convergence for x " + x + ", a " + a + ", b " + b);
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Returns the logarithm of the gamma function, of a number above 0: Stirling's series, for small ones from above. */
    static double logGamma(double x) {
        double below = 0;
        double z = x;
        while (z < STIRLING_FROM) {
            below += Math.log(z);
            z++;
        }
        double s = 1 / (z * z);
        double series = (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s / 1188.0)))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - below;
    }
}
