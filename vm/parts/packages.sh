# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# What the lessons are made with.
step "Paquetes de Debian" "Debian's packages"

need "$JDK" jupyterlab python3-ipykernel python3-nbclient python3-nbconvert python3-jupyter-client \
  podman crun uidmap passt netavark aardvark-dns fuse-overlayfs skopeo libisal2 busybox-static \
  attr acl tree jq curl ca-certificates less nano file procps iproute2 sudo git
