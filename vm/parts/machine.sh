# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# Languages, keyboard, clock, the overlay module.
step "Idioma, teclado, reloj y núcleo" "Language, keyboard, clock and kernel"

need locales console-setup tzdata systemd-timesyncd dbus-user-session

for locale in es_ES en_US; do
  locale -a | grep -qx "$locale.utf8" || {
    sed -i "s/^# *\($locale.UTF-8 UTF-8\)/\1/" /etc/locale.gen
    grep -qx "$locale.UTF-8 UTF-8" /etc/locale.gen || echo "$locale.UTF-8 UTF-8" >>/etc/locale.gen
    missing=yes
  }
done
[ -z "${missing:-}" ] || locale-gen >/dev/null
put /etc/default/locale 644 <<END
LANG=$language
END

changed=no
put /etc/default/keyboard 644 <<END
XKBMODEL="pc105"
XKBLAYOUT="$layout"
XKBVARIANT=""
XKBOPTIONS=""
BACKSPACE="guess"
END
if [ "$changed" = yes ] && booted; then setupcon --save-only 2>/dev/null || true; fi

zone=${CAPAS_ZONE:-$zone}
[ -f "/usr/share/zoneinfo/$zone" ] || zone=Etc/UTC
if [ "$(readlink /etc/localtime)" != "/usr/share/zoneinfo/$zone" ]; then
  ln -sf "/usr/share/zoneinfo/$zone" /etc/localtime
  echo "$zone" >/etc/timezone
fi
systemctl is-enabled -q systemd-timesyncd 2>/dev/null || systemctl enable -q systemd-timesyncd
if booted; then systemctl is-active -q systemd-timesyncd || systemctl start --no-block systemd-timesyncd; fi

echo overlay | put /etc/modules-load.d/capas.conf 644
if booted; then modprobe overlay 2>/dev/null || true; fi

# A machine that does not know its own name waits at every sudo.
name=$(hostname)
getent hosts "$name" >/dev/null || printf '127.0.1.1 %s\n' "$name" >>/etc/hosts
