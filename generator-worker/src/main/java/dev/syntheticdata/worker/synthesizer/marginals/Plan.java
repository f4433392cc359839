package dev.syntheticdata.worker.synthesizer.marginals;

/**
 * What tables there are to be, chosen by the noise that each kind would have.
 *
 * @param target position of the column that is in all tables; -1 where tables are of two columns
 * @param groups groups of a column, about, at most
 * @param targetGroups groups of the target, about, at most
 * @param pairs what the tables of target and one column may cost together
 * @param edges what the choice of edges may cost
 * @param tables what the tables of the edges may cost together
 */
record Plan(int target, int groups, int targetGroups, double pairs, double edges, double tables) {

  /** Rows of an average cell, in standard deviations of its noise, at least. */
  private static final double CLEAR = 1;

  /** With fewer groups per column, tables of three columns say less than finer ones of two. */
  private static final int FEWEST_GROUPS = 8;

  private static final int MOST_GROUPS = 48;
  private static final int TARGET_GROUPS = 6;

  /** Chooses. */
  static Plan of(
      Mechanisms mechanisms, Shares shares, ColumnCounts columns, double rows, int target) {
    double rho = shares.network();
    int others = Math.max(1, columns.count() - 2);
    if (target >= 0) {
      double sigma = mechanisms.sigma(0.65 * rho / Math.max(1, others - 1));
      int size = Math.max(2, columns.groups(target, TARGET_GROUPS));
      int groups = groups(rows, sigma * size);
      if (groups >= FEWEST_GROUPS) {
        return new Plan(target, groups, TARGET_GROUPS, 0.22 * rho, 0.13 * rho, 0.65 * rho);
      }
    }
    int groups = groups(rows, mechanisms.sigma(0.75 * rho / Math.max(1, columns.count() - 1)));
    return new Plan(-1, Math.max(4, groups), groups, 0, 0.25 * rho, 0.75 * rho);
  }

  private static int groups(double rows, double sigma) {
    return (int) Math.min(MOST_GROUPS, Math.sqrt(rows / (CLEAR * sigma)));
  }
}
