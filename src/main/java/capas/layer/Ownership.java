package capas.layer;

import capas.linux.Privileges;

/** Whose the files of an unpacked layer are. */
public enum Ownership {
  /** Those of the numbers that the layer says, as for root, or where a user namespace maps them. */
  OF_THE_LAYER,

  /**
   * This user's, whatever the layer says, as Podman's option {@code ignore_chown_errors} leaves
   * them where only one user is mapped. The numbers of the layer stay known in its tar-split.
   */
  OF_THIS_USER;

  /** The first where this process has more than its own number to give, otherwise the second. */
  public static Ownership ofThisProcess() {
    return Privileges.isSuperuser() && Privileges.mappedUsers() > 1 ? OF_THE_LAYER : OF_THIS_USER;
  }
}
