"""Errors."""
import re
import time

from scenarios import holds, same, scenario

BACKGROUND = re.compile(r"\033\[[0-9;]*4[0-9]")


@scenario
def compile_error(k):
    """underlines what does not compile, in the line of the cell"""
    cell = k.run('int fine = 1;\n\nint wrong =\n  "text";\nint never = 2;')
    number = cell.reply["execution_count"]
    same(cell.error["ename"], "CompilationError")
    lines = re.sub(r"\033\[[0-9;]*m", "", cell.trace).splitlines()
    same(lines[:4], [
        f"La celda {number} no compila: mira la línea 4.",
        '   4 |   "text";',
        "     |   ^^^^^^",
        "incompatible types: String cannot be converted to int",
    ])
    holds(lines[4], "Pista:")
    assert not BACKGROUND.search(cell.trace)
    same(k.fine("fine").result["text/plain"], "1")


@scenario
def thrown(k):
    """tells an exception by the student's own lines first"""
    number = k.fine("int third(List<Integer> list) {\n  // why not\n  return list.get(2);\n}").reply["execution_count"]
    cell = k.run("List<Integer> two = List.of(1, 2);\n\nthird(two)")
    same(cell.error["ename"], "IndexOutOfBoundsException")
    lines = re.sub(r"\033\[[0-9;]*m", "", cell.trace).splitlines()
    holds(lines[0], "IndexOutOfBoundsException: ")
    same(lines[1:3], [
        f"  celda {number}, línea 3:  return list.get(2);",
        f"  celda {number + 1}, línea 3:  third(two)",
    ])
    holds(lines[3], "Saltó dentro de java.util.ImmutableCollections$List12.get")
    same(len(lines), 4)
    assert not BACKGROUND.search(cell.trace)


@scenario
def own_exception(k):
    """knows the student's own exception, its cause and a class of its own"""
    code = """
    class TooSalty extends Exception {
      TooSalty(Throwable cause) { super("too salty", cause); }
    }
    void cook() throws TooSalty {
      try { Integer.parseInt("salt"); } catch (NumberFormatException e) { throw new TooSalty(e); }
    }
    cook()"""
    cell = k.run(code)
    same((cell.error["ename"], cell.error["evalue"]), ("TooSalty", "too salty"))
    holds(k.run("String none = null;\nnone.length()").error["evalue"], 'because "none" is null')
    holds(cell.trace, "TooSalty: too salty", "Causa: NumberFormatException: For input string", "línea 6:")
    assert "REPL" not in cell.trace and "JShell" not in cell.trace, cell.trace


@scenario
def thread_error(k):
    """tells the error of a thread in one line, and of a thread that was stopped nothing"""
    cell = k.fine("Thread t = new Thread(() -> { throw new IllegalStateException(\"boom\"); }, \"worker\");\n"
                  "t.start();\nt.join();")
    same(cell.text("stderr"), "El hilo worker terminó con un error: IllegalStateException: boom\n")
    request = k.send("new Thread(() -> { while (true) {} }).start();\nwhile (true) {}")
    k.running(request)
    time.sleep(0.2)
    k.control_reply("interrupt_request")
    same(k.gather(request).text("stderr"), "")
    same([m for m in k.quiet(0.3) if m["msg_type"] == "stream"], [])


@scenario
def overflow(k):
    """tells an endless recursion in a few lines"""
    cell = k.run("int down(int n) { return down(n + 1); }\ndown(0)")
    same(cell.error["ename"], "StackOverflowError")
    assert len(cell.trace.splitlines()) < 8, cell.trace
    holds(cell.trace, "(× ")


@scenario
def refusal(k):
    """shows a refusal of the library as what, why and next, in the language of that moment"""
    code = "new Scanner(System.in).nextLine();"
    spanish = k.run(code, allow_stdin=False)
    k.fine("Language.use(Language.EN);")
    english = k.run(code, allow_stdin=False)
    mistake = k.run("int x = y;")
    stop = k.run("%ls")
    k.fine("Language.use(Language.ES);")
    holds(spanish.error["evalue"], "La celda pide que escribas algo")
    holds(english.error["evalue"], "The cell asks you to type something")
    same(len(english.trace.splitlines()), 3)
    holds(english.trace, "Why:", "Next:")
    holds(mistake.trace, "does not compile: look at line 1", "Hint:")
    holds(stop.trace, '"%ls" is not Java')


@scenario
def magic(k):
    """says what to do instead of a magic"""
    cell = k.run("%%bash\nls")
    same(cell.error["ename"], "NotJava")
    holds(cell.trace, "«%%bash» no es Java", "ProcessBuilder")


@scenario
def halfway(k):
    """says where the cell is cut short"""
    cell = k.run("int a = 1;\nint b = (a +")
    holds(cell.trace, "se corta a medias", "línea 2", "int b = (a +")


@scenario
def broken_value(k):
    """survives a value that cannot be shown"""
    cell = k.run('class Broken { public String toString() { throw new IllegalStateException("no text"); } }\nnew Broken()')
    same((cell.error["ename"], cell.error["evalue"]), ("IllegalStateException", "no text"))
    same(k.fine("1").result["text/plain"], "1")
