# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# Podman's storage in the documented places, and from where it pulls.
step "Podman" "Podman"

# What somebody wrote already stays as it is.
[ -e /etc/containers/storage.conf ] || put /etc/containers/storage.conf 644 <<'END'
# containers-storage.conf(5): where root's images and containers lie.
[storage]
driver = "overlay"
graphroot = "/var/lib/containers/storage"
runroot = "/run/containers/storage"
END

registries=/etc/containers/registries.conf.d/capas.conf
if [ -n "${CAPAS_REGISTRY:-}" ]; then
  # The class's registry first: what its teacher stored, then what it fetched for others; then the real one.
  # Without TLS, and so for these two addresses alone.
  {
    printf 'unqualified-search-registries = ["docker.io"]\n'
    for port in "$STORE_PORT" "$MIRROR_PORT"; do
      printf '\n[[registry]]\nlocation = "%s:%s"\ninsecure = true\n' "$CAPAS_REGISTRY" "$port"
    done
    printf '\n[[registry]]\nlocation = "docker.io"\n'
    for port in "$STORE_PORT" "$MIRROR_PORT"; do
      printf '\n[[registry.mirror]]\nlocation = "%s:%s"\ninsecure = true\n' "$CAPAS_REGISTRY" "$port"
    done
  } | put "$registries" 644
fi
