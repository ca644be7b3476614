"""What a cell prints."""
import time

from scenarios import same, scenario


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
