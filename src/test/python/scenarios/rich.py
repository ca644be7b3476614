"""Rich results."""
from scenarios import holds, same, scenario


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
