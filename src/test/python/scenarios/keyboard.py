"""What is typed for a cell."""
from scenarios import holds, same, scenario


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
