"""A student in front of a browser: logs in to the hub, opens a notebook, runs its cells."""
import asyncio
import json
import re
import time
import uuid
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode, urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

HUB = "http://127.0.0.1:8000"
PATIENCE = 300  # seconds

AsyncHTTPClient.configure(None, max_clients=200)


class Refused(Exception):
    pass


class Pupil:
    def __init__(self, name, password):
        self.name = name
        self.password = password
        self.cookies = {}
        self.channel = None
        self.waiting = {}

    # ---- the browser

    def cookie(self, path):
        fitting = [(p, n, v) for (p, n), v in self.cookies.items() if path.startswith(p)]
        return "; ".join(f"{name}={value}" for _, name, value in sorted(fitting))

    def xsrf(self, path):
        fitting = [(p, v) for (p, n), v in self.cookies.items() if n == "_xsrf" and path.startswith(p)]
        return max(fitting, default=("", ""))[1]

    async def ask(self, method, path, body=None, form=None):
        """The answer, after all redirects: its status, path and text."""
        data = urlencode(form) if form else json.dumps(body) if body is not None else None
        for _ in range(20):
            headers = {"Cookie": self.cookie(path), "X-XSRFToken": self.xsrf(path)}
            if body is not None:
                headers["Content-Type"] = "application/json"
            answer = await AsyncHTTPClient().fetch(
                HTTPRequest(
                    HUB + path,
                    method=method,
                    headers=headers,
                    body=data,
                    follow_redirects=False,
                    allow_nonstandard_methods=True,
                    request_timeout=PATIENCE,
                    connect_timeout=PATIENCE,
                ),
                raise_error=False,
            )
            for line in answer.headers.get_list("Set-Cookie"):
                for name, morsel in SimpleCookie(line).items():
                    self.cookies[morsel["path"] or "/", name] = morsel.value
            if answer.code not in (301, 302, 303):
                return answer.code, path, (answer.body or b"").decode()
            address = urlsplit(urljoin(HUB + path, answer.headers["Location"]))
            path = address.path + ("?" + address.query if address.query else "")
            method, data, body = "GET", None, None
        raise Refused(f"{self.name}: redirected for ever at {path}")

    async def need(self, method, path, body=None):
        code, at, text = await self.ask(method, path, body)
        if code >= 300:
            raise Refused(f"{self.name}: {method} {path}: {code} at {at}: {text[:200]}")
        return json.loads(text) if text[:1] in "[{" else text

    # ---- the hub

    async def log_in(self):
        """Whether the hub lets this one in."""
        await self.ask("GET", "/hub/login")
        _, path, _ = await self.ask(
            "POST",
            "/hub/login?_xsrf=" + quote(self.xsrf("/hub/login")),
            form={"username": self.name, "password": self.password, "_xsrf": self.xsrf("/hub/login")},
        )
        return not path.startswith("/hub/login")

    async def open_server(self):
        """Waits for the student's own server, as the page does; its address within the hub."""
        own = f"/user/{self.name}/"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            code, path, _ = await self.ask("GET", own + "lab")
            if code == 200 and path.startswith(own):
                return
            if code == 500:
                raise Refused(f"{self.name}: the server did not start")
            if path.startswith("/hub/user/") or code in (424, 503):
                await self.ask("GET", f"/hub/spawn/{self.name}")
            await asyncio.sleep(1)
        raise Refused(f"{self.name}: no server after {PATIENCE} s")

    async def visit(self, path):
        """What is at a server that may be another one's, where the hub asks first whether they are sure."""
        code, at, text = await self.ask("GET", path)
        if code == 200 and at.startswith("/hub/api/oauth2/authorize"):
            scopes = re.findall(r'name="scopes"[^>]*value="([^"]+)"', text)
            form = [("_xsrf", self.xsrf(at)), *(("scopes", scope) for scope in scopes)]
            code, at, text = await self.ask("POST", at, form=form)
        return code, at, text

    async def stop_server(self):
        await self.ask("DELETE", f"/hub/api/users/{self.name}/server")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            _, _, text = await self.ask("GET", f"/hub/api/users/{self.name}")
            if not json.loads(text).get("servers"):
                return
            await asyncio.sleep(0.3)
        raise Refused(f"{self.name}: the server does not stop")

    # ---- a notebook

    async def open_notebook(self, path):
        """The cells of a notebook of theirs, and a kernel for it."""
        own = f"/user/{self.name}/api/"
        notebook = await self.need("GET", own + "contents/" + quote(path))
        session = await self.need(
            "POST", own + "sessions", {"path": path, "name": path, "type": "notebook", "kernel": {"name": "java"}}
        )
        at = f"/user/{self.name}/api/kernels/{session['kernel']['id']}/channels"
        self.session = uuid.uuid4().hex
        self.channel = await websocket_connect(
            HTTPRequest(
                HUB.replace("http", "ws") + at + "?session_id=" + self.session,
                headers={"Cookie": self.cookie(at)},
                connect_timeout=PATIENCE,
            )
        )
        self.reading = asyncio.ensure_future(self.read())
        return [cell for cell in notebook["content"]["cells"] if cell["cell_type"] == "code"]

    async def read(self):
        while (message := await self.channel.read_message()) is not None:
            message = json.loads(message)
            waiting = self.waiting.get(message["parent_header"].get("msg_id"))
            if waiting:
                waiting(message)

    async def run(self, code, patience=PATIENCE):
        """How a cell ended (ok or error), what it put out, and in how many seconds."""
        request = uuid.uuid4().hex
        ended = asyncio.get_running_loop().create_future()
        said = []
        state = {}

        def take(message):
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                said.append(content["text"])
            elif kind in ("execute_result", "display_data"):
                said.append(content["data"].get("text/plain", ""))
            elif kind == "error":
                said.append(f"{content['ename']}: {content['evalue']}")
            elif kind == "execute_reply":
                state["status"] = content["status"]
            elif kind == "status" and content["execution_state"] == "idle":
                state["idle"] = True
            if len(state) == 2 and not ended.done():
                ended.set_result(state["status"])

        self.waiting[request] = take
        begun = time.monotonic()
        await self.channel.write_message(
            json.dumps(
                {
                    "header": {
                        "msg_id": request,
                        "username": self.name,
                        "session": self.session,
                        "msg_type": "execute_request",
                        "version": "5.3",
                    },
                    "parent_header": {},
                    "metadata": {},
                    "content": {
                        "code": code,
                        "silent": False,
                        "store_history": True,
                        "user_expressions": {},
                        "allow_stdin": False,
                        "stop_on_error": False,
                    },
                    "channel": "shell",
                    "buffers": [],
                }
            )
        )
        try:
            status = await asyncio.wait_for(ended, patience)
        except asyncio.TimeoutError:
            status = "no answer"
        finally:
            del self.waiting[request]
        return status, "".join(said), time.monotonic() - begun

    async def run_notebook(self, path):
        """Opens it and runs all its cells; what went wrong, and the seconds that each took."""
        wrong, seconds = [], []
        for cell in await self.open_notebook(path):
            code = "".join(cell["source"])
            status, said, took = await self.run(code)
            seconds.append(took)
            meant = "error" if "raises-exception" in cell["metadata"].get("tags", []) else "ok"
            if status != meant:
                wrong.append(f"{self.name}: {code.splitlines()[0]}: {status}: {said[-300:]}")
        return wrong, seconds

    def leave(self):
        if self.channel:
            self.channel.close()
