# Every student's server.
import os
import sys

from jupyter_client.localinterfaces import local_ips

c = get_config()  # noqa: F821
c.ServerApp.port_retries = 0
# The classic notebook, which Debian installs with the hub, would be loaded beside JupyterLab.
sys.modules["notebook"] = None
c.ServerApp.jpserver_extensions = {"jupyterlab": True, "jupyter_server_terminals": True, "notebook_shim": False}
c.ServerApp.shutdown_no_activity_timeout = 3600
c.ServerApp.terminado_settings = {"shell_command": ["/bin/bash", "-l"]}
# What a cell prints can be listened to at its kernel's port: so at an address that is the student's
# alone. All of 127.0.0.0/8 is local; Jupyter knows of one.
local_ips().append(os.environ["CAPAS_ADDRESS"])
c.KernelManager.ip = os.environ["CAPAS_ADDRESS"]
# Nor IPython, in search of its own kernel.
c.KernelSpecManager.kernel_dirs = ["/etc/capas/hub/jupyter/kernels"]
c.KernelSpecManager.ensure_native_kernel = False
# Kernels are half of the memory: what is idle for half an hour ends, even if its page is still open.
c.MappingKernelManager.cull_idle_timeout = 1800
c.MappingKernelManager.cull_interval = 120
c.MappingKernelManager.cull_connected = True
