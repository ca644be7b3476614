# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# JupyterLab in the student's name. It is restarted only where that changes something: a restart ends kernels.
step "La página" "The page"

key=$known/page.key
[ -s "$key" ] || {
  (umask 077 && printf 'JUPYTER_TOKEN=%s\n' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >"$key.new")
  mv "$key.new" "$key"
  changed=yes
}
printf '%s\n' "$user" | put "$known/user" 644
number=$(id -u "$user")
home=$(home_of "$user")
put /etc/systemd/system/capas-page.service 644 <<END
[Unit]
Description=Capas: the lessons in a browser
After=network.target systemd-user-sessions.service user@$number.service
Wants=user@$number.service
# A ready box has no key: the machine made from it makes its own.
ConditionPathExists=$key

[Service]
User=$user
WorkingDirectory=$home/capas-notebooks
EnvironmentFile=$key
Environment=LANG=$language SHELL=/bin/bash XDG_RUNTIME_DIR=/run/user/$number DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$number/bus
Environment=PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
ExecStart=/usr/bin/jupyter-lab --no-browser --ip=${CAPAS_LISTEN:-127.0.0.1} --port=$PAGE_PORT --port-retries=0
Restart=on-failure
RestartSec=2

[Install]
WantedBy=multi-user.target
END
systemctl is-enabled -q capas-page 2>/dev/null || systemctl enable -q capas-page
if booted; then
  [ "$changed" = no ] || systemctl daemon-reload
  if [ "$changed" = yes ]; then
    systemctl restart capas-page
  elif ! systemctl is-active -q capas-page; then
    systemctl start capas-page
  fi
  address=$("$capas/vm/address" "$PAGE_PORT")
  # Whoever reaches it through another port tells that one.
  [ "${CAPAS_TELL:-yes}" = no ] || printf '\n  %s\n\n' "$address"
fi
