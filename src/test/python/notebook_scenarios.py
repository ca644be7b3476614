#!/usr/bin/python3
"""Drives the notebook as Jupyter does, and says of each scenario whether it came out.

  notebook_scenarios.py FOLDER     a folder with a kernel.json

One line of JSON a scenario: {"sentence": …, "problem": null or what went wrong, "seconds": …}
"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from notebook_client import Kernel

FOLDER = sys.argv[1]
SCENARIOS = []
BACKGROUND = re.compile(r"\033\[[0-9;]*4[0-9]")


def scenario(test):
    SCENARIOS.append(test)
    return test


def in_kernel_of_its_own(language="es"):
    def decorate(test):
        def run(_):
            kernel = Kernel(FOLDER, language)
            try:
                test(kernel)
            finally:
                kernel.close()

        run.__doc__ = test.__doc__
        return scenario(run)

    return decorate


def same(found, wanted):
    assert found == wanted, f"found  {found!r}\nwanted {wanted!r}"


def holds(text, *parts):
    for part in parts:
        assert part in text, f"no {part!r} in\n{text}"


# ------------------------------------------------------------------ values and definitions


@scenario
def introduction(k):
    """says what it is"""
    info = k.shell_reply(k.client.kernel_info())
    same(info["language_info"]["name"], "java")
    same(info["protocol_version"], "5.3")
    same(info["implementation"], "capas")


@scenario
def value(k):
    """shows the value of the last expression and no other"""
    same(k.fine("1+1").result, {"text/plain": "2"})
    same(k.fine("1+1;\nint a = 5;\na * 2").result, {"text/plain": "10"})
    same(k.fine("int b = 5;").of("execute_result"), [])
    same(k.fine("System.out.println(7)").of("execute_result"), [])
    assert k.fine("class Egg0 {}\nnew Egg0()").result["text/plain"].startswith("Egg0@")
    same(k.fine("new int[][] {{1}, {2, 3}}").result["text/plain"][:8], "int[2][]")


@scenario
def imports(k):
    """needs no import for what lessons use"""
    code = """
    List<Integer> numbers = Stream.of(3, 1, 2).sorted().collect(Collectors.toList());
    Path here = Path.of(".");
    Function<Integer, String> text = String::valueOf;
    Language.current() + " " + numbers + Duration.ofSeconds(1) + StandardCharsets.UTF_8"""
    same(k.fine(code).result["text/plain"], "ES [1, 2, 3]PT1SUTF-8")


@scenario
def mutual(k):
    """takes classes that need each other, in one cell or in two, and says which is missing"""
    same(k.fine("class Egg { Hen hen; }\nclass Hen { Egg egg; }\nnew Egg().hen").reply["status"], "ok")
    first = k.fine("class Cart { Horse horse() { return new Horse(); } }")
    holds(first.text("stderr"), "Cart", "Horse", "todavía no")
    k.fine("class Horse { int legs = 4; }")
    same(k.fine("new Cart().horse().legs").result["text/plain"], "4")


@scenario
def sealed(k):
    """takes a sealed interface whose cases come later"""
    k.fine("sealed interface Shape permits Round, Square {}\nrecord Round(int r) implements Shape {}")
    k.fine("record Square(int s) implements Shape {}")
    code = """
    int size(Shape shape) {
      return switch (shape) { case Round(int r) -> r; case Square(int s) -> s; };
    }
    size(new Square(3))"""
    same(k.fine(code).result["text/plain"], "3")


@scenario
def redefined(k):
    """takes a method defined again"""
    k.fine("int twice(int n) { return n; }")
    k.fine("int twice(int n) { return 2 * n; }")
    same(k.fine("twice(4)").result["text/plain"], "8")


# ------------------------------------------------------------------ output


@scenario
def many_lines(k):
    """prints 200,000 lines, all of them, in order, in few messages"""
    cell = k.fine('for (int i = 0; i < 200_000; i++) System.out.println(i);')
    same(cell.text().splitlines(), [str(i) for i in range(200_000)])
    assert len(cell.of("stream")) < 100, len(cell.of("stream"))


@scenario
def whole_characters(k):
    """never cuts a character in two"""
    cell = k.fine('for (int i = 0; i < 60_000; i++) { System.out.print("ñ€😀"); }')
    same(cell.text(), "ñ€😀" * 60_000)
    assert len(cell.of("stream")) > 1


@scenario
def late_reader(k):
    """loses nothing for a client that reads late"""
    request = k.send('for (int i = 0; i < 5_000; i++) { display("x".repeat(3_000) + i); }')
    time.sleep(2)
    shown = k.gather(request).of("display_data")
    same([m["data"]["text/plain"][3_000:] for m in shown], [str(i) for i in range(5_000)])


@scenario
def two_streams(k):
    """keeps the order of System.out and System.err"""
    cell = k.fine('for (int i = 0; i < 3; i++) { System.out.print(i); System.err.print(i); }')
    same([(m["name"], m["text"]) for m in cell.of("stream")],
         [(name, str(i)) for i in range(3) for name in ("stdout", "stderr")])


@scenario
def late_output(k):
    """gives late output of a thread to the cell that ran last"""
    k.fine('new Thread(() -> { try { Thread.sleep(600); } catch (InterruptedException e) {}\n'
           'System.out.println("late"); }).start();')
    last = k.send("1+1")
    k.gather(last)
    time.sleep(0.9)
    late = [m for m in k.quiet(0.3) if m["msg_type"] == "stream"]
    same([(m["content"]["text"], m["parent_header"]["msg_id"]) for m in late], [("late\n", last)])


# ------------------------------------------------------------------ interrupts

INTERRUPTED = {
    "an endless loop": "while (true) {}",
    "an endless loop with a lambda": "Runnable r = () -> { for (;;) {} };\nr.run();",
    "a sleep": "Thread.sleep(60_000);",
    "a wait": "synchronized (this_lock) { this_lock.wait(); }",
    "a read of System.in": "System.in.read();",
    "a read of a socket": "new java.net.Socket(\"127.0.0.1\", server.getLocalPort()).getInputStream().read();",
    "a read of a pipe": "new ProcessBuilder(\"sleep\", \"60\").start().getInputStream().read();",
    "a wait for a child": "new ProcessBuilder(\"sleep\", \"60\").start().waitFor();",
    "a parallel stream": "IntStream.range(0, 1000).parallel().forEach(i -> { while (true) {} });",
    "code that swallows interrupts":
        "while (true) { try { Thread.sleep(100); } catch (InterruptedException e) {} }",
    "code that swallows everything":
        "while (true) { try { Thread.sleep(100); } catch (Throwable e) {} }",
    "a loop in a method of an earlier cell": "spin();",
    "an endless recursion through a library": "new TreeMap<Integer, Integer>((a, b) -> deep(a)).put(1, 1);",
    "a library that calls back for ever": "Stream.generate(() -> 1).forEach(i -> {});",
    "an endless print": "while (true) System.out.println(\"again\");",
    "an endless print in a library": "Stream.generate(() -> 1).forEach(System.out::println);",
    "an endless toString": "class Slow { public String toString() { while (true) {} } }\nnew Slow()",
}


# Nothing ends these but giving up their threads; all others end at once and burn no processor.
GIVEN_UP = {"a read of a socket", "a read of a pipe"}


@scenario
def interrupts(k):
    """stops any cell within two seconds, most of them at once, and goes on"""
    k.fine("Object this_lock = new Object();\nvar server = new java.net.ServerSocket(0);")
    k.fine("void spin() { while (true) {} }\nint deep(int n) { while (true) {} }")
    problems = []
    for what, code in INTERRUPTED.items():
        request = k.send(code)
        k.running(request)
        time.sleep(0.25)
        start = time.monotonic()
        same(k.control_reply("interrupt_request")["status"], "ok")
        cell = k.gather(request)
        seconds = time.monotonic() - start
        patience = 2 if what in GIVEN_UP else 1
        if seconds > patience or cell.reply["status"] != "error" or cell.error["ename"] != "Interrupted":
            problems.append(f"{what}: {seconds:.1f} s, {cell.reply}")
        elif "Has interrumpido la celda" not in cell.trace:
            problems.append(f"{what}: {cell.trace}")
        if k.fine("40+2").result["text/plain"] != "42":
            problems.append(f"after {what}: no answer")
    assert not problems, "\n".join(problems)


@scenario
def spares_others(k):
    """an interrupt spares the threads of earlier cells"""
    k.fine("var beats = new java.util.concurrent.atomic.AtomicLong();")
    k.fine("new Thread(() -> { while (true) { beats.incrementAndGet(); } }).start();")
    request = k.send("while (true) {}")
    k.running(request)
    k.control_reply("interrupt_request")
    k.gather(request)
    before = int(k.fine("beats.get()").result["text/plain"])
    after = int(k.fine("Thread.sleep(100);\nbeats.get()").result["text/plain"])
    assert after > before


# ------------------------------------------------------------------ several requests


@scenario
def busy(k):
    """answers kernel_info and the heartbeat while a cell is busy"""
    request = k.send("while (true) {}")
    k.running(request)
    start = time.monotonic()
    same(k.control_reply("kernel_info_request")["status"], "ok")
    same(k.shell_reply(k.client.kernel_info(), 5)["status"], "ok")
    assert time.monotonic() - start < 0.5
    time.sleep(1.2)
    assert k.client.hb_channel.is_beating()
    k.control_reply("interrupt_request")
    same(k.gather(request).reply["status"], "error")


@scenario
def aborts(k):
    """does not run the cells that waited behind an error, and runs those sent after it"""
    requests = [k.send(code) for code in ("Thread.sleep(300);", "int x = oops;", "7", "8")]
    same([k.gather(r).reply["status"] for r in requests], ["ok", "error", "aborted", "aborted"])
    same(k.fine("9").result["text/plain"], "9")


@scenario
def goes_on(k):
    """runs them all where the client does not want to stop"""
    requests = [k.send(code, stop_on_error=False) for code in ("int x = oops;", "7")]
    same([k.gather(r).reply["status"] for r in requests], ["error", "ok"])


@scenario
def aborts_after_interrupt(k):
    """drops the queue when the running cell is interrupted"""
    requests = [k.send(code) for code in ("while (true) {}", "7")]
    k.running(requests[0])
    time.sleep(0.2)
    k.control_reply("interrupt_request")
    same([k.gather(r).reply["status"] for r in requests], ["error", "aborted"])


@scenario
def silent(k):
    """keeps silent cells out of the count and the history"""
    count = k.fine("1").reply["execution_count"]
    cell = k.fine("2", silent=True)
    same([kind for kind, _ in cell.messages if kind != "status"], [])
    k.fine("3", store_history=False)
    same(k.fine("4").reply["execution_count"], count + 1)


@scenario
def history(k):
    """remembers the cells"""
    k.fine("int remembered = 1;")
    k.fine("remembered + 1")
    tail = k.shell_reply(k.client.history(hist_access_type="tail", n=2))["history"]
    same([code for _, _, code in tail], ["int remembered = 1;", "remembered + 1"])
    number = tail[0][1]
    found = k.shell_reply(k.client.history(hist_access_type="range", start=number, stop=number + 1))
    same(found["history"], [[0, number, "int remembered = 1;"]])
    found = k.shell_reply(k.client.history(hist_access_type="search", pattern="int remember*", n=5))
    same([code for _, _, code in found["history"]], ["int remembered = 1;"])


@scenario
def comms(k):
    """says that it has no widgets"""
    same(k.shell_reply(k.client.comm_info())["comms"], {})
    message = k.client.session.msg("comm_open", {"comm_id": "c1", "target_name": "t", "data": {}})
    k.client.shell_channel.send(message)
    closed = [m["content"]["comm_id"] for m in k.quiet(0.5) if m["msg_type"] == "comm_close"]
    same(closed, ["c1"])


@scenario
def forged(k):
    """does not hear who does not know the key"""
    from jupyter_client.session import Session

    stranger = Session(key=b"guessed", username="stranger")
    socket = k.manager.connect_shell()
    stranger.send(socket, "execute_request", {"code": "int forged = 1;", "silent": False})
    time.sleep(0.3)
    same(socket.poll(300), 0)
    socket.close()
    same(k.run("forged").reply["status"], "error")


@scenario
def malformed(k):
    """goes on after a message that makes no sense"""
    for kind, content in (("execute_request", {"code": ["a", "b"]}), ("execute_request", {}), (None, {})):
        k.client.shell_channel.send(k.client.session.msg(kind, content))
    k.quiet(0.5)
    same(k.fine("1+1").result["text/plain"], "2")


# ------------------------------------------------------------------ the keyboard


@scenario
def keyboard(k):
    """asks for a line when a cell reads, and gives it with its accents"""
    request = k.send('var keyboard = new Scanner(System.in);\nkeyboard.nextLine() + keyboard.nextInt()',
                     allow_stdin=True)
    for line in ("añ€😀", "42"):
        k.asked(request)
        k.client.input(line)
    same(k.gather(request).result["text/plain"], "añ€😀42")


@scenario
def keyboard_end(k):
    """takes Ctrl+D for the end of the input"""
    request = k.send("System.in.read()", allow_stdin=True)
    k.asked(request)
    k.client.input("\x04")
    same(k.gather(request).result["text/plain"], "-1")


@scenario
def keyboard_interrupted(k):
    """an interrupted question is not answered in the next cell"""
    request = k.send("new Scanner(System.in).nextLine()", allow_stdin=True)
    k.asked(request)
    k.control_reply("interrupt_request")
    same(k.gather(request).error["ename"], "Interrupted")
    k.client.input("too late")
    request = k.send("new Scanner(System.in).nextLine()", allow_stdin=True)
    k.asked(request)
    k.client.input("in time")
    same(k.gather(request).result["text/plain"], "in time")


@scenario
def no_keyboard(k):
    """refuses to read where nobody can type"""
    cell = k.run("new Scanner(System.in).nextLine()", allow_stdin=False)
    same(cell.error["ename"], "NoInputException")
    holds(cell.trace, "nadie puede contestarle", "Por qué:", "Qué hacer:")
    assert "at " not in cell.trace and ".java" not in cell.trace, cell.trace


# ------------------------------------------------------------------ while a cell is written


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


# ------------------------------------------------------------------ errors


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


# ------------------------------------------------------------------ rich results


@scenario
def rich(k):
    """displays HTML, SVG, Markdown and pictures, and changes what it displayed"""
    same(k.fine('display("<b>x</b>", "text/html")').of("display_data")[0]["data"]["text/html"], "<b>x</b>")
    same(k.fine('display("<svg/>", "image/svg+xml");').of("display_data")[0]["data"]["image/svg+xml"], "<svg/>")
    same(k.fine('display("*x*", "text/markdown");').of("display_data")[0]["data"]["text/markdown"], "*x*")
    picture = k.fine("new java.awt.image.BufferedImage(2, 2, 1)").result["image/png"]
    assert picture.startswith("iVBORw0KGgo"), picture
    cell = k.fine('var id = display("one");\nupdateDisplay(id, "two");')
    (shown,), (changed,) = cell.of("display_data"), cell.of("update_display_data")
    same((shown["data"]["text/plain"], changed["data"]["text/plain"]), ("one", "two"))
    assert shown["transient"]["display_id"] == changed["transient"]["display_id"]
    same(k.fine('display(1)').of("execute_result"), [])


@scenario
def display_order(k):
    """shows a display where it was called, between the prints"""
    cell = k.fine('System.out.print("a"); display("b"); System.out.print("c");')
    same([kind for kind, _ in cell.messages if kind not in ("status", "execute_input")],
         ["stream", "display_data", "stream"])


@scenario
def extension(k):
    """installs the extension of a stranger and our own, side by side"""
    greeting = k.fine('new capas.notebook.StrangerExtension.Greeting("hola")').result
    same(greeting["text/html"], "<b>hola</b>")
    same(k.fine("fromStranger").result["text/plain"], "7")
    code = """
    import capas.explain.*;
    new Document(Language.ES, List.of(new Block.Paragraph("hola < adiós")))"""
    shown = k.fine(code).result
    holds(shown["text/html"], "hola &lt; adiós")
    holds(shown["text/plain"], "hola < adiós")


# ------------------------------------------------------------------ the end


@in_kernel_of_its_own("en")
def restart(k):
    """restarts with nothing left of before"""
    holds(k.run("int x = y;").trace, "does not compile")
    k.fine("int before = 1;")
    start = time.monotonic()
    k.client.stop_channels()
    k.manager.restart_kernel()
    k.connect()
    assert time.monotonic() - start < 6
    same(k.run("before").reply["status"], "error")
    same(k.fine("1+1").result["text/plain"], "2")


@in_kernel_of_its_own()
def shutdown(k):
    """ends within two seconds, whatever threads a cell has left, and lets hooks tidy up"""
    mark = tempfile.mktemp()
    k.fine("new Thread(() -> { while (true) {} }).start();\n"
           f'Runtime.getRuntime().addShutdownHook(new Thread(() -> new File("{mark}").mkdir()));')
    busy_cell = k.send("while (true) {}")
    k.running(busy_cell)
    same(k.control_reply("shutdown_request", {"restart": False})["status"], "ok")
    assert k.ended_within(2)
    os.rmdir(mark)


@in_kernel_of_its_own()
def hook(k):
    """does not wait for ever for a hook"""
    k.fine("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));")
    k.control_reply("shutdown_request", {"restart": False})
    assert k.ended_within(3.5)


@in_kernel_of_its_own()
def exit_in_a_cell(k):
    """ends cleanly when a cell calls System.exit: the cell is answered, its output is there"""
    cell = k.fine('System.out.println("last words");\nSystem.exit(0);')
    same(cell.text(), "last words\n")
    assert k.ended_within(3)


SERVER = """
import os, sys, time
sys.path.insert(0, sys.argv[2])
os.environ["JPY_PARENT_PID"] = str(os.getpid())
from notebook_client import Kernel
sys.argv = [sys.argv[0], sys.argv[1]]
kernel = Kernel(sys.argv[1])
kernel.fine("1+1")
print(kernel.manager.provisioner.pid, flush=True)
time.sleep(60)
"""


@scenario
def orphan(_):
    """ends when the server that started it is killed"""
    server = subprocess.Popen([sys.executable, "-c", SERVER, FOLDER, os.path.dirname(__file__)],
                              stdout=subprocess.PIPE, text=True)
    pid = int(server.stdout.readline())
    assert os.path.exists(f"/proc/{pid}")
    server.send_signal(signal.SIGKILL)
    end = time.monotonic() + 5
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    # Only now is the server reaped: until here it was a zombie.
    server.wait()
    assert not alive(pid)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def main():
    shared = None
    for test in SCENARIOS:
        start = time.monotonic()
        problem = None
        try:
            if shared is None or not shared.manager.is_alive():
                shared = Kernel(FOLDER)
            test(shared)
        except BaseException:
            problem = traceback.format_exc()
            # What follows is not to fail for the same reason.
            if shared is not None:
                shared.close()
            shared = None
        seconds = round(time.monotonic() - start, 2)
        print(json.dumps({"sentence": test.__doc__, "problem": problem, "seconds": seconds}), flush=True)
    if shared is not None:
        shared.close()


if __name__ == "__main__":
    main()
