# Finds a JDK 21 or newer and exports JAVA_HOME; sourced by mvnw and vigil (POSIX sh).
# Looks at JAVA_HOME, then PATH, then the usual install folders, newest first.

vigil_jdk_major() { # DIR -> prints the feature release of the JDK in DIR, nothing when it is none
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

vigil_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    vigil_major=$(vigil_jdk_major "$JAVA_HOME")
    [ "${vigil_major:-0}" -ge 21 ] && return 0
  fi
  vigil_best=0
  vigil_home=
  vigil_on_path=$(command -v javac 2>/dev/null) && vigil_on_path=$(readlink -f "$vigil_on_path" 2>/dev/null)
  for vigil_dir in "${vigil_on_path%/bin/javac}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$vigil_dir" ] || continue
    vigil_major=$(vigil_jdk_major "$vigil_dir")
    if [ "${vigil_major:-0}" -ge 21 ] && [ "$vigil_major" -gt "$vigil_best" ]; then
      vigil_best=$vigil_major
      vigil_home=$vigil_dir
    fi
  done
  if [ -z "$vigil_home" ]; then
    echo "Vigil needs a JDK 21 or newer and found none (looked at JAVA_HOME, PATH and the usual folders)." >&2
    echo "Install one (Debian/Ubuntu: apt-get install openjdk-21-jdk-headless, or a Temurin package) or set JAVA_HOME." >&2
    return 1
  fi
  JAVA_HOME=$vigil_home
  export JAVA_HOME
}

vigil_find_jdk || exit 1
