"""While a cell is written."""
from scenarios import holds, same, scenario


@scenario
def completion(k):
    """completes names, of the JDK, of the library and of earlier cells"""
    k.fine("int capitalCity = 1;")

    def complete(code):
        reply = k.shell_reply(k.client.complete(code, len(code)))
        return reply["matches"], code[: reply["cursor_start"]], reply["cursor_end"] == len(code)

    same(complete('"😀".substri'), (["substring("], '"😀".', True))
    same(complete("1 + capitalC"), (["capitalCity"], "1 + ", True))
    holds(complete("Language.")[0], "ES", "EN", "current()")
    k.fine("record Fruit(int juice, int stone) {}\nvar peach = new Fruit(1, 2);")
    same(complete("peach.")[0][:2], ["juice()", "stone()"])


@scenario
def inspection(k):
    """shows the library's Javadoc, and that of the JDK's signature"""

    def inspect(code):
        reply = k.shell_reply(k.client.inspect(code, len(code)))
        same(reply["status"], "ok")
        return reply["data"]

    use = inspect("Language.use")
    holds(use["text/plain"], "void Language.use(Language language)", "in this language from now on")
    holds(use["text/html"], "<pre>void Language.use(Language language)</pre>")
    holds(inspect("Language")["text/plain"], "The two languages")
    refusal = inspect("capas.words.CapasException")
    holds(refusal["text/html"], "<code>KEY.what</code>")
    holds(refusal["text/plain"], "KEY.what")
    holds(inspect('"a".substring(')["text/plain"], "String String.substring(int beginIndex")
    same(inspect("nothing.at.all"), {})


@scenario
def completeness(k):
    """knows whether code is complete"""

    def status(code):
        return k.shell_reply(k.client.is_complete(code))["status"]

    same(status("1+1"), "complete")
    same(status("int a = 1; int b = 2;"), "complete")
    same(status("for (int i = 0; i < 3; i++) {"), "incomplete")
    same(status("int x = )"), "invalid")
