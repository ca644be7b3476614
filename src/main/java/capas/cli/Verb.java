package capas.cli;

/** One of the verbs of {@code ./capas}, with the words behind it understood. */
interface Verb {

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run() throws Exception;
}
