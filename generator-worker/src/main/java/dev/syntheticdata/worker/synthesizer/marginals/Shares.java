package dev.syntheticdata.worker.synthesizer.marginals;

/**
 * How a budget is divided. What finding the columns' values would take goes to the tables where
 * every column is declared.
 *
 * @param rho the whole budget
 * @param searching whether the values of some column are to be found
 * @param target whether there is a target
 */
record Shares(double rho, boolean searching, boolean target) {

  double rows() {
    return 0.01 * rho;
  }

  double domains() {
    return searching ? 0.14 * rho : 0;
  }

  double columns() {
    return 0.12 * rho;
  }

  /** For the network: what is left, a millionth less so that no rounding overspends. */
  double network() {
    return (rho - rows() - domains() - columns()) * (1 - 1e-6);
  }
}
