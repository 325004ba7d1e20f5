package dev.errand.bench;

/** One thing to be measured, on a stack of its own. */
interface Scenario {

  /** As on the command line. */
  String name();

  /** What it does, in a line. */
  String says();

  /** Measures, on a stack that has just come up, and tells what was found. */
  void run(BenchStack stack, Options options, Report report);
}
