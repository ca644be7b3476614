"""Values and definitions."""
from scenarios import holds, same, scenario


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
