# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# The student.
step "El usuario $user" "The user $user"

id "$user" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash "$user"
home=$(home_of "$user")
# Rootless Podman: numbers of users to hand out, and a session that lives without a login.
# Some machines' makers leave them out.
for file in /etc/subuid /etc/subgid; do
  grep -qs "^$user:" "$file" || {
    next=$(awk -F: 'BEGIN { n = 100000 } $2 + $3 > n { n = $2 + $3 } END { print n }' "$file" 2>/dev/null || echo 100000)
    printf '%s:%s:65536\n' "$user" "$next" >>"$file"
  }
done
mkdir -p /var/lib/systemd/linger
[ -e "/var/lib/systemd/linger/$user" ] || {
  touch "/var/lib/systemd/linger/$user"
  ! booted || loginctl enable-linger "$user" 2>/dev/null || true
}
if [ "${CAPAS_SUDO:-no}" = yes ]; then
  printf '%s ALL=(ALL:ALL) NOPASSWD: ALL\n' "$user" | put "/etc/sudoers.d/capas-$user" 440
fi

storage=$home/.config/containers/storage.conf
# shellcheck disable=SC2016 # The shell inside expands it.
[ -e "$storage" ] || as "$user" sh -c 'mkdir -p "${1%/*}" && cat >"$1"' capas "$storage" <<END
# containers-storage.conf(5): where this user's images and containers lie.
[storage]
driver = "overlay"
graphroot = "$home/.local/share/containers/storage"
END

# Their own copies of the lessons, where ./capas lab would put them: new ones come, none is written over.
lessons=$home/capas-notebooks
new=$known/new-lessons
(cd "$capas/notebooks" && find . -type f -not -path '*/.*/*' | sort) | while read -r file; do
  [ -e "$lessons/$file" ] || echo "$file"
done >"$new"
if [ -s "$new" ]; then
  # Figures that are there already are shown at once; of a notebook that nobody vouches for Jupyter keeps them back.
  (cd "$capas/notebooks" && grep '\.ipynb$' "$new" | as "$user" xargs -r python3 -m nbformat.sign >/dev/null 2>&1) || true
  while read -r file; do
    # shellcheck disable=SC2016 # The shell inside expands it.
    as "$user" sh -c 'mkdir -p "${2%/*}" && cat "$1" >"$2"' capas "$capas/notebooks/$file" "$lessons/$file"
  done <"$new"
fi
rm "$new"
