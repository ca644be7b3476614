"""What the scenarios share: a kernel, started as Debian's jupyter_client starts it."""
import queue
import time

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec


class Manager(KernelManager):
    spec = None

    @property
    def kernel_spec(self):
        return self.spec


class Cell:
    """What came back for one request."""

    def __init__(self):
        self.reply = None
        self.messages = []
        self.seconds = 0

    def of(self, kind):
        return [content for found, content in self.messages if found == kind]

    def text(self, name="stdout"):
        return "".join(m["text"] for m in self.of("stream") if m["name"] == name)

    @property
    def result(self):
        (found,) = self.of("execute_result")
        return found["data"]

    @property
    def error(self):
        (found,) = self.of("error")
        return found

    @property
    def trace(self):
        return "\n".join(self.error["traceback"])


class Kernel:
    def __init__(self, folder, language="es"):
        import os

        self.manager = Manager()
        self.manager.spec = KernelSpec.from_resource_dir(folder)
        environment = dict(os.environ, CAPAS_LANG=language)
        self.manager.start_kernel(env=environment)
        self.connect()

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=30)

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def gather(self, request, patience=30):
        """Everything that belongs to this request, up to its end."""
        cell = Cell()
        start = time.monotonic()
        while True:
            message = self.client.get_iopub_msg(timeout=patience)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            cell.messages.append((kind, content))
            if kind == "status" and content["execution_state"] == "idle":
                break
        cell.reply = self.shell_reply(request, patience)
        cell.seconds = time.monotonic() - start
        return cell

    def shell_reply(self, request, patience=30):
        while True:
            message = self.client.get_shell_msg(timeout=patience)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def control_reply(self, kind, content=None, patience=10):
        message = self.client.session.msg(kind, content or {})
        self.client.control_channel.send(message)
        while True:
            answer = self.client.get_control_msg(timeout=patience)
            if answer["parent_header"].get("msg_id") == message["msg_id"]:
                return answer["content"]

    def run(self, code, **options):
        return self.gather(self.send(code, **options))

    def fine(self, code, **options):
        cell = self.run(code, **options)
        assert cell.reply["status"] == "ok", cell.trace
        return cell

    def running(self, request):
        """Waits until the cell of this request runs."""
        while True:
            message = self.client.get_iopub_msg(timeout=30)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "execute_input":
                return

    def asked(self, request):
        """Waits until the cell of this request asks for a line."""
        while True:
            message = self.client.get_stdin_msg(timeout=10)
            if message["parent_header"].get("msg_id") == request:
                assert message["msg_type"] == "input_request", message
                return

    def quiet(self, seconds):
        """What comes on iopub until nothing has come for a while."""
        messages = []
        try:
            while True:
                messages.append(self.client.get_iopub_msg(timeout=seconds))
        except queue.Empty:
            return messages

    def ended_within(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self.manager.is_alive():
                return True
            time.sleep(0.02)
        return False

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
