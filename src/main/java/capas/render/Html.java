package capas.render;

/** The one place where text becomes HTML. */
final class Html {

  private Html() {}

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> {
              boolean printable = c >= ' ' || c == '\n' || c == '\t';
              out.appendCodePoint(printable ? c : '\ufffd');
            }
          }
        });
    return out.toString();
  }

  /** Text between two tags of this name; {@code attributes} begin with a blank or are empty. */
  static String element(String name, String attributes, String text) {
    return "<" + name + attributes + ">" + escape(text) + "</" + name + ">";
  }
}
