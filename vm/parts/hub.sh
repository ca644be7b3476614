# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# JupyterHub for a class; only by name, for it makes another kind of machine: one for many.
step "El aula: JupyterHub" "The classroom: JupyterHub"

# Debian's own unit would start it as root, and for everybody to reach.
installed jupyterhub || ln -sf /dev/null /etc/systemd/system/jupyterhub.service
need jupyterhub openssl curl jq e2fsprogs

for group in capas-students capas-teachers; do
  getent group "$group" >/dev/null || groupadd --system "$group"
done
hub=$known/hub
mkdir -p "$hub/tls" /var/lib/capas-hub /var/lib/capas-students
chmod 700 "$hub/tls" /var/lib/capas-hub
chmod 711 /var/lib/capas-students

# What a student's server sees as the machine.
room=/usr/lib/capas-room
for folder in usr etc opt/capas home var/tmp tmp run proc sys dev; do
  mkdir -p "$room/$folder"
done
for link in bin sbin lib lib64; do
  [ ! -e "/usr/$link" ] || ln -sfn "usr/$link" "$room/$link"
done

[ -s "$hub/secret.env" ] || {
  (umask 077 && printf 'CONFIGPROXY_AUTH_TOKEN=%s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$hub/secret.env.new")
  mv "$hub/secret.env.new" "$hub/secret.env"
}
changed=no
put "$hub/jupyter_server_config.py" 644 <"$capas/vm/hub/jupyter_server_config.py"
kernel=$hub/jupyter/kernels/java
# Thirty of them side by side. The class archive lies where it was made for, so that its pages are the same
# memory in all of them; a small heap that shrinks again; what malloc holds in vain goes back.
flags="-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xms8m -Xmn8m -Xmx256m -XX:MinHeapFreeRatio=10
  -XX:MaxHeapFreeRatio=20 -XX:TrimNativeHeapInterval=2000 -XX:-UsePerfData"
jq --arg flags "$flags" '
  (.argv | map(endswith("/bin/java")) | index(true)) as $java
  | .argv |= (.[:$java + 1] + ($flags | [splits("\\s+")]) + (.[$java + 1:] | map(select(startswith("-Xm") | not))))
  | .display_name = "Java (Capas)"
' "$capas/lib/setup/jupyter/kernels/java-rootless/kernel.json" | put "$kernel/kernel.json" 644
for logo in "$capas"/lib/kernels/java/logo-*; do
  put "$kernel/${logo##*/}" 644 <"$logo"
done
for unit in capas-hub.service capas-proxy.service capas-student@.service capas-students.slice; do
  put "/etc/systemd/system/$unit" 644 <"$capas/vm/hub/$unit"
done
echo overlay | put /etc/modules-load.d/capas.conf 644
if booted; then modprobe overlay 2>/dev/null || true; fi
if booted && [ "$changed" = yes ]; then systemctl daemon-reload; fi
