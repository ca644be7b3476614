# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# A registry for a class: a store that the teacher fills, and a mirror of docker.io beside it. Debian's docker-registry.
step "El registro de la clase" "The class's registry"

need docker-registry skopeo curl jq
# The units of this one are ours.
if systemctl is-enabled -q docker-registry 2>/dev/null; then systemctl disable -q docker-registry; fi

folder=/var/lib/capas-registry
for name in store mirror; do
  port=$STORE_PORT
  [ "$name" = store ] || port=$MIRROR_PORT
  # What was once chosen stays until somebody chooses again.
  [ -n "${CAPAS_SERVE:-}" ] || [ ! -e "$known/registry-$name.yml" ] || continue
  {
    cat <<END
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $folder/$name}
  delete: {enabled: true}
http:
  addr: ${CAPAS_SERVE:-127.0.0.1}:$port
  headers: {X-Content-Type-Options: [nosniff]}
END
    [ "$name" = store ] || printf 'proxy:\n  remoteurl: https://registry-1.docker.io\n'
  } | put "$known/registry-$name.yml" 644
done
put /etc/systemd/system/capas-registry@.service 644 <<END
[Unit]
Description=Capas: the class's registry (%i)
After=network.target
# Without a way out the mirror does not start, and tries again until there is one.
StartLimitIntervalSec=0

[Service]
DynamicUser=yes
StateDirectory=capas-registry/%i
ExecStart=/usr/bin/docker-registry serve $known/registry-%i.yml
Restart=on-failure
RestartSec=30

[Install]
WantedBy=multi-user.target
END
for unit in capas-registry@store capas-registry@mirror; do
  if [ -n "${CAPAS_SERVE:-}" ]; then
    systemctl is-enabled -q "$unit" 2>/dev/null || systemctl enable -q "$unit"
  fi
  if booted; then
    [ "$changed" = no ] || systemctl daemon-reload
    if systemctl is-enabled -q "$unit" 2>/dev/null; then
      if [ "$changed" = yes ]; then systemctl restart "$unit"; else systemctl start "$unit"; fi
    fi
  fi
done
