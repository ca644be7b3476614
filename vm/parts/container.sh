# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# The image of a container; only by name: a user as Binder and Zero to JupyterHub want it, and what the hub starts.
step "El usuario del contenedor" "The container's user"

# jupyterhub-singleuser is in it.
need jupyterhub jupyterlab
number=${CAPAS_UID:-1000}
id "$user" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash --uid "$number" --gid users "$user"
put /etc/jupyter/jupyter_server_config.py 644 <<'END'
import sys

c = get_config()  # noqa: F821
# The classic notebook, which Debian installs with the hub, would be loaded beside JupyterLab.
sys.modules["notebook"] = None
c.KernelSpecManager.kernel_dirs = ["/usr/local/share/jupyter/kernels"]
c.KernelSpecManager.ensure_native_kernel = False
END
