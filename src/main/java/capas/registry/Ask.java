package capas.registry;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request before it is sent. */
record Ask(
    Exchange.Purpose purpose,
    String method,
    URI address,
    Map<String, String> headers,
    Map<String, String> form,
    Optional<Authorization> authorization) {

  Ask {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
  }

  static Ask get(Exchange.Purpose purpose, URI address) {
    return new Ask(purpose, "GET", address, Map.of(), Map.of(), Optional.empty());
  }

  Ask with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Ask(purpose, method, address, more, form, authorization);
  }

  Ask with(Optional<Authorization> secret) {
    return new Ask(purpose, method, address, headers, form, secret);
  }

  /** The same as a {@code POST} of these fields. */
  Ask posting(Map<String, String> fields) {
    return new Ask(purpose, "POST", address, headers, fields, authorization);
  }

  /** The fields as they may be shown. */
  Map<String, String> shownForm() {
    Map<String, String> shown = new LinkedHashMap<>(form);
    shown.replaceAll(
        (name, value) -> name.equals("refresh_token") || name.equals("password") ? "…" : value);
    return shown;
  }
}
