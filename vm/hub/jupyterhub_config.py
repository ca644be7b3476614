# JupyterHub for a class on one machine: a student's server is a unit of systemd's, and what it may
# do and use stands in capas-student@.service. open writes class.json.
import asyncio
import json
import os
import pwd
from pathlib import Path

from jupyterhub.spawner import Spawner

HERE = "127.0.0.1"
PORT = 8888
RUN = Path("/run/capas-hub")
CLASS = json.loads(Path("/etc/capas/hub/class.json").read_text())


async def systemctl(*words):
    process = await asyncio.create_subprocess_exec("systemctl", *words)
    return await process.wait()


class StudentSpawner(Spawner):
    """Starts, watches and ends the unit of one student, at an address of their own."""

    @property
    def unit(self):
        return f"capas-student@{self.user.name}.service"

    async def start(self):
        number = pwd.getpwnam(self.user.name).pw_uid
        self.ip, self.port = f"127.1.{number // 256}.{number % 256}", PORT
        words = self.get_env() | {"CAPAS_ADDRESS": self.ip, "CAPAS_LANG": CLASS["language"], "LANG": "C.UTF-8"}
        # The hub's token is in it: for systemd alone to read.
        file = RUN / f"{self.user.name}.env"
        file.unlink(missing_ok=True)
        with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as env:
            env.writelines(f"{name}={json.dumps(str(value))}\n" for name, value in words.items())
        if await systemctl("start", self.unit) != 0:
            raise RuntimeError(f"systemctl start {self.unit}")
        return self.ip, self.port

    async def poll(self):
        # A unit that is about to end counts as one that lives, until it is gone.
        state = await systemctl("is-active", "--quiet", self.unit)
        return None if state == 0 else state

    async def stop(self, now=False):
        await systemctl("stop", self.unit)


c = get_config()  # noqa: F821
c.JupyterHub.spawner_class = StudentSpawner
c.JupyterHub.bind_url = CLASS["address"]
c.JupyterHub.hub_bind_url = f"http://{HERE}:8081"
c.JupyterHub.db_url = "sqlite:////var/lib/capas-hub/hub.sqlite"
c.JupyterHub.cookie_secret_file = "/var/lib/capas-hub/cookie_secret"
c.JupyterHub.template_paths = [f"/opt/capas/vm/hub/pages/{CLASS['language']}"]
c.JupyterHub.authenticate_prometheus = True
# The proxy is a unit of its own, which is not root and goes on when the hub starts anew.
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = f"http://{HERE}:8001"
c.JupyterHub.cleanup_servers = False
# A whole class comes at once.
c.JupyterHub.concurrent_spawn_limit = 100

c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {"capas-students", "capas-teachers"}
c.LocalAuthenticator.admin_groups = {"capas-teachers"}
c.PAMAuthenticator.open_sessions = False
c.Authenticator.delete_invalid_users = True

c.Spawner.notebook_dir = "~/capas-notebooks"
c.Spawner.default_url = f"/lab/tree/{CLASS['language']}"
c.Spawner.disable_user_config = True
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.Spawner.env_keep = []
