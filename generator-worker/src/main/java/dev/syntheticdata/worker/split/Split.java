package dev.syntheticdata.worker.split;

/**
 * The two sides of a table's rows.
 *
 * @param train positions of the rows an engine may see, ascending
 * @param holdout positions of the rows it never sees, ascending
 * @param digest sha256, in hexadecimal, of the sorted hashes of the rows held out: which rows they
 *     are, whatever order the source has them in
 */
public record Split(int[] train, int[] holdout, String digest) {}
