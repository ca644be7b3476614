#!/bin/sh
# Makes a Debian into a machine for Capas: a VM, a container's image, a folder to chroot into, or a bare
# machine. As root; as often as you like: what is done already is left alone, and what broke off goes on.
#
#   sudo vm/provision.sh [PART…]      all parts below, or only these
#
#   packages   what the lessons are made with: JDK, JupyterLab, Podman, skopeo
#   project    this project in /opt/capas, built; its kernels for every user
#   machine    languages, keyboard, clock, the overlay module
#   podman     storage.conf and registries.conf
#   user       the student: who may do what, and the lessons in their home
#   page       JupyterLab as a service, behind a key
#   registry   a registry for a class: off until CAPAS_SERVE says where it listens
#
# It is told by its environment:
#   CAPAS_USER      the student's name                                usuario
#   CAPAS_LANG      es or en: language, keyboard, clock               by the locale, as in ./capas
#   CAPAS_ZONE      the time zone                                     Europe/Madrid or Etc/UTC
#   CAPAS_SUDO      yes: the student is root by sudo without a password    no
#   CAPAS_LISTEN    the address at which the page listens             127.0.0.1
#   CAPAS_TELL      no: somebody else tells the page's address, with another port    yes
#   CAPAS_REGISTRY  HOST of the class's registry, for this machine's Podman
#   CAPAS_SERVE     the address at which this machine serves the class's registry
#   CAPAS_SLIM      no: all of node's tools that Debian's JupyterLab asks for (1 GB)    yes
# shellcheck disable=SC2034 # The parts use what is set here.
set -eu
top=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
capas=/opt/capas
known=/etc/capas
# shellcheck source=/dev/null
. "$top/vm/settings"

# ---- in which language (the same rule as in ./capas)
spanish=yes
for name in "${CAPAS_LANG:-}" "${LC_ALL:-}" "${LC_MESSAGES:-}" "${LANG:-}"; do
  case $name in
    '' | C | C.* | POSIX) continue ;;
    es*) break ;;
    *) spanish=no; break ;;
  esac
done
export LC_ALL=C.UTF-8
say() { # SPANISH ENGLISH
  if [ "$spanish" = yes ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi
}
begun=$(date +%s)
step() { # SPANISH ENGLISH
  now=$(($(date +%s) - begun))
  say "$(printf '[%4d s] %s' "$now" "$1")" "$(printf '[%4d s] %s' "$now" "$2")"
}
refuse() { # SPANISH ENGLISH
  say "$@" >&2
  exit 1
}

# ---- what parts are made of
# The file is written only where it says something else; `changed` tells whether it was.
put() { # FILE MODE < CONTENT
  mkdir -p "$(dirname "$1")"
  cat >"$1.capas"
  chmod "$2" "$1.capas"
  if cmp -s "$1.capas" "$1" && [ "$(stat -c %a "$1")" = "$2" ]; then
    rm "$1.capas"
  else
    mv -f "$1.capas" "$1"
    changed=yes
  fi
}
installed() { dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }
booted() { [ -d /run/systemd/system ]; }
home_of() { getent passwd "$1" | cut -d: -f6; }
as() { # USER COMMAND…
  name=$1
  shift
  runuser -u "$name" -- env -i HOME="$(home_of "$name")" USER="$name" PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 "$@"
}

# shellcheck source=/dev/null
. "$top/vm/need.sh"

[ "$(id -u)" = 0 ] || refuse "Hace falta ser root: sudo $0" "This must be root: sudo $0"
# shellcheck disable=SC1091
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ "$release" = "$DEBIAN" ] || refuse "Esto es para Debian 13 ($DEBIAN), y aquí hay: ${release:-otra cosa}." \
  "This is for Debian 13 ($DEBIAN), and here is: ${release:-something else}."
user=${CAPAS_USER:-usuario}
case $user in
  root | *[!a-z0-9_-]* | [!a-z_]* | ?????????????????????????????????*)
    refuse "CAPAS_USER=$user no puede ser un nombre de usuario: letras minúsculas, cifras, - y _." \
      "CAPAS_USER=$user cannot be a user's name: small letters, digits, - and _."
    ;;
esac

if [ "$spanish" = yes ]; then
  language=es_ES.UTF-8 layout=es zone=Europe/Madrid
else
  language=en_US.UTF-8 layout=us zone=Etc/UTC
fi

# Two at once would trip over each other.
mkdir -p "$known"
exec 9>"$known/lock"
flock 9

[ $# -gt 0 ] || set -- packages project machine podman user page registry
for part; do
  [ -f "$top/vm/parts/$part.sh" ] || refuse "No hay ninguna parte «$part»." "There is no part «$part»."
  changed=no
  # shellcheck source=/dev/null
  . "$top/vm/parts/$part.sh"
done
step "Listo." "Done."
