"""Interrupts."""
import time

from scenarios import same, scenario

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
