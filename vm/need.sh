# shellcheck shell=sh # vm/provision.sh reads it.
# need PACKAGE…: Debian's packages, those that are not there yet. A download that breaks off is taken up where it
# stopped: apt keeps what came.

lacking() { # PACKAGE…
  for package; do
    installed "$package" || printf '%s ' "$package"
  done
}
# apt waits by itself for another's lock on the packages, but not for the one on the lists.
get() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 -o Acquire::Retries=5 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}
fetched() { [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mmin -720 -print -quit 2>/dev/null)" ]; }

# Debian's updates by themselves would start at the first boot, just now.
updates="apt-daily.timer apt-daily-upgrade.timer apt-daily.service apt-daily-upgrade.service unattended-upgrades.service"
hold_updates() {
  booted || return 0
  # Whatever the machine's maker sets up at its first boot comes first.
  ! command -v cloud-init >/dev/null || cloud-init status --wait >/dev/null 2>&1 || true
  # shellcheck disable=SC2086 # A list.
  systemctl stop $updates 2>/dev/null || true
}
let_updates() {
  booted || return 0
  for unit in apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service; do
    ! systemctl is-enabled -q "$unit" 2>/dev/null || systemctl start --no-block "$unit"
  done
}

# A package's own services are not to start while it is unpacked: docker-registry's listens to everybody.
# One of this name that is not ours, as containers' images have it, stays.
gate=/usr/sbin/policy-rc.d
ours="# Capas, while it installs"
still() {
  [ -e "$gate" ] || printf '#!/bin/sh\n%s\nexit 101\n' "$ours" >"$gate"
  chmod 755 "$gate"
  trap moving EXIT
  trap 'exit 1' INT TERM HUP
}
moving() { ! grep -qs "^$ours" "$gate" || rm -f "$gate"; }

# JupyterLab comes with its pages built; node's 90 packages, and 560 more that those ask for, would
# only build them anew. One package of ours says that it is all of them, so apt remains content.
# A machine that works with node keeps the real ones. node-commander has its real one: the proxy of
# JupyterHub needs it, too.
stand_in() { # PACKAGE…
  case " $* " in
    *" jupyterlab "*) ;;
    *) return 0 ;;
  esac
  [ "${CAPAS_SLIM:-yes}" = yes ] && ! installed nodejs && ! installed capas-without-node || return 0
  names=$(apt-cache show --no-all-versions jupyterlab | sed -n 's/^Depends: //p' | tr ',' '\n' |
    sed 's/[|(:].*//; s/ //g' | grep -E '^(node-.*|jest|webpack|yarnpkg)$' | grep -vx node-commander |
    sed 's/$/ (= 999)/' | paste -sd, -)
  [ -n "$names" ] || return 0
  folder=$(mktemp -d)
  mkdir -p "$folder/package/DEBIAN"
  cat >"$folder/package/DEBIAN/control" <<END
Package: capas-without-node
Version: 1
Architecture: all
Maintainer: Capas <root@localhost>
Provides: $names
Description: stands in for the node packages that only build JupyterLab's pages
 They come built. To have the real ones: apt-get remove capas-without-node
END
  dpkg-deb --root-owner-group --build "$folder/package" "$folder/package.deb" >/dev/null
  dpkg -i "$folder/package.deb" >/dev/null
  rm -r "$folder"
}

need() { # PACKAGE…
  lack=$(lacking "$@")
  [ -n "$lack" ] || [ -n "$(dpkg --audit)" ] || return 0
  log=/var/log/capas-packages.log
  hold_updates
  still
  done=no
  for attempt in 1 2 3; do
    # shellcheck disable=SC2086 # A list.
    if {
      dpkg --configure -a
      { [ "$attempt" = 1 ] && fetched; } || get update
      stand_in $lack
      get --no-install-recommends install $lack
    } >>"$log" 2>&1 </dev/null; then
      done=yes
      break
    fi
    sleep $((attempt * 3))
  done
  moving
  let_updates
  if [ "$done" = no ]; then
    tail -n 15 "$log" >&2
    refuse "Faltan paquetes de Debian; el motivo está más arriba. Con red, repite lo mismo: continúa donde se quedó." \
      "Packages of Debian are missing; the reason stands above. With a network, do the same again: it goes on where it stopped."
  fi
  apt-get clean
}
