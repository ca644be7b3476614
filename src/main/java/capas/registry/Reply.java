package capas.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An answer whose body is still to be read. Closing it leaves the rest of the body. */
final class Reply implements AutoCloseable {

  private final Recorder.Open open;
  private final Answer.Head head;
  private final URI address;
  private final boolean afterRedirect;
  private final Counted body;
  private Optional<String> failure = Optional.empty();

  Reply(
      Recorder.Open open, Answer.Head head, ResponseBody body, URI address, boolean afterRedirect) {
    this.open = open;
    this.head = head;
    this.address = address;
    this.afterRedirect = afterRedirect;
    this.body = new Counted(body);
  }

  int status() {
    return head.status();
  }

  Optional<String> header(String name) {
    return head.all(name).stream().findFirst();
  }

  /** Whether it was said how long the body is; one that is shorter breaks off. */
  boolean saysLength() {
    return head.length() >= 0;
  }

  List<Challenge> challenges() {
    return Challenge.parseAll(head.all("WWW-Authenticate"));
  }

  /** Who answered. */
  URI address() {
    return address;
  }

  /** Whether somebody else than the asked one may have answered: then it asks for nothing. */
  boolean isAfterRedirect() {
    return afterRedirect;
  }

  InputStream body() {
    return body;
  }

  /**
   * The whole body.
   *
   * @throws RegistryException.AnswerTooLarge if it is longer than {@code most} bytes
   */
  byte[] bytes(int most) throws TransientFailure {
    try {
      byte[] all = body.readNBytes(most);
      if (body.read() >= 0) {
        throw new RegistryException.AnswerTooLarge(Curl.shown(address, address), most);
      }
      return all;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What to say of a body that broke off. */
  TransientFailure failed(IOException cause) {
    failure = Optional.of(Failures.words(cause));
    return Failures.ofBody(cause, Origin.of(address));
  }

  @Override
  public void close() {
    body.close();
    open.ended(body.count, failure);
  }

  /** Counts what was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IOException e) {
        // Nothing of it is wanted any more.
      }
    }
  }
}
