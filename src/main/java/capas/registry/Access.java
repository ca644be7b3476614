package capas.registry;

/** Who may read a built-in registry. */
public sealed interface Access {

  /** Everybody, without being asked. */
  record Open() implements Access {}

  /** Whoever sends this user and password with each request. */
  record Password(String user, String password) implements Access {
    @Override
    public String toString() {
      return "Password[" + user + "]";
    }
  }

  /** Whoever first fetches a token, which anybody gets: as at the Docker Hub or quay.io. */
  record TokenForAnybody() implements Access {}

  /** Whoever first fetches a token with this user and password. */
  record TokenForUser(String user, String password) implements Access {
    @Override
    public String toString() {
      return "TokenForUser[" + user + "]";
    }
  }
}
