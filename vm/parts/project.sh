# shellcheck shell=sh disable=SC2034,SC2154 # vm/provision.sh sets and uses them.
# The project, in a place where students read and do not write: their lessons are copies.
step "La biblioteca y sus kernels" "The library and its kernels"

jdk=$(dpkg -L "$JDK" | sed -n 's,/bin/jshell$,,p')

# Beside the old one, which is replaced only when this is whole.
if [ "$top" != "$capas" ]; then
  rm -rf "$capas.new"
  mkdir -p "$capas.new"
  # What is named and no more: whoever works in the project's folder may have boxes and passwords there.
  # shellcheck disable=SC2086 # A list.
  tar -C "$top" -c --exclude=lib/setup --exclude=.ipynb_checkpoints --exclude=__pycache__ $PARTS |
    tar -C "$capas.new" -x --no-same-owner
  # A Windows host keeps no modes.
  grep -rlIZ --max-count=1 '^#!/bin/' "$capas.new/capas" "$capas.new/mvnw" "$capas.new/lib" "$capas.new/vm" | xargs -0 chmod 755
  chmod -R u=rwX,go=rX "$capas.new"
  if [ -d "$capas/lib" ] && diff -rq --no-dereference -x setup "$capas.new" "$capas" >/dev/null; then
    rm -rf "$capas.new"
  else
    # What was made for the same jar still fits.
    if [ -d "$capas/lib/setup" ] && cmp -s "$capas/lib/capas.jar" "$capas.new/lib/capas.jar"; then
      mv "$capas/lib/setup" "$capas.new/lib/"
    fi
    rm -rf "$capas.old"
    [ ! -d "$capas" ] || mv "$capas" "$capas.old"
    mv "$capas.new" "$capas"
    # Kernels that are running keep the files that they have open.
    rm -rf "$capas.old"
    changed=yes
  fi
fi

jar=$capas/lib/capas.jar
if [ ! -e "$jar" ] || [ -n "$(find "$capas/src/main" "$capas/pom.xml" -newer "$jar" -print -quit)" ]; then
  step "Construir la biblioteca (solo esta vez)" "Building the library (this once)"
  # Maven and what it fetches: kept until the build is done, so that a broken download goes on.
  maven=/var/cache/capas-maven
  mkdir -p "$maven"
  (cd "$capas" && JAVA_HOME=$jdk MAVEN_USER_HOME=$maven sh ./mvnw -q -B -ntp -DskipTests \
    -Dmaven.repo.local="$maven/repository" package) >"$known/build.log" 2>&1 </dev/null || {
    tail -n 15 "$known/build.log" >&2
    refuse "No se ha podido construir; el motivo está más arriba. Con red, repite lo mismo: continúa donde se quedó." \
      "It could not be built; the reason stands above. With a network, do the same again: it goes on where it stopped."
  }
  rm -rf "$maven" "$capas/target"
  touch "$jar"
fi

ln -sfn "$capas/capas" /usr/local/bin/capas
# The archive that halves a kernel's start fits one build of Capas and one of the JDK.
setup=$capas/lib/setup
version=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$jdk/release")
if [ -z "$(find "$setup/capas-$version.jsa" -newer "$jar" 2>/dev/null)" ] || [ ! -e "$setup/jupyter/kernels/java/kernel.json" ]; then
  # The doctor makes it; what it thinks of a machine that is not booted does not matter here.
  JAVA_HOME=$jdk "$capas/capas" doctor >"$known/doctor.log" 2>&1 </dev/null || true
  [ -e "$setup/jupyter/kernels/java/kernel.json" ] || {
    cat "$known/doctor.log" >&2
    exit 1
  }
  chmod -R go=rX "$setup"
fi
mkdir -p /usr/local/share/jupyter/kernels /etc/jupyter/labconfig
for kernel in java java-rootless; do
  ln -sfn "$setup/jupyter/kernels/$kernel" "/usr/local/share/jupyter/kernels/$kernel"
done
put /etc/jupyter/labconfig/page_config.json 644 <"$setup/jupyter/config/labconfig/page_config.json"
