"""Several requests, and odd ones."""
import time

from scenarios import same, scenario


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
