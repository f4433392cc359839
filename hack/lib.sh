# What the scripts here share; they source it. The rig is the programs that the tests need and Maven does not bring:
# each of a version that a go.mod here pins, kept outside the repository.
#
#   KUBE_RIG_DIR       where the rig is kept; ~/.cache/synthetic-data-operator/kube without it
#   KUBE_RIG_PARALLEL  packages compiled at the same time; 2 without it

root="${KUBE_RIG_DIR:-$HOME/.cache/synthetic-data-operator/kube}"
parallel="${KUBE_RIG_PARALLEL:-2}"
download=
# The modules decide all; neither a workspace around the repository nor a newer toolchain from the network does.
export GOWORK=off GOTOOLCHAIN=local GOFLAGS=-mod=readonly CGO_ENABLED=0

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# The one option there is: --download, to take upstream's releases instead of building.
options() {
  case "$*" in
    '') ;;
    --download) download=yes ;;
    *) fail "usage: $(basename "$0") [--download]" ;;
  esac
}

find_go() {
  local candidate
  for candidate in "$(command -v go || true)" /usr/local/go/bin/go; do
    if [ -x "$candidate" ]; then
      printf '%s' "$candidate"
      return
    fi
  done
  fail "Go is not installed; the go.mod files in hack say which version is needed"
}

# The version that a directory's go.mod pins of a module.
version_of() { # directory, module
  awk -v module="$2" '$1 == module && $2 ~ /^v/ { print $2; found = 1; exit } END { exit !found }' "$1/go.mod" \
    || fail "$1/go.mod does not pin $2"
}

# Of this machine, as Go names it.
os() {
  uname -s | tr '[:upper:]' '[:lower:]'
}

arch() {
  case "$(uname -m)" in
    x86_64) echo amd64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# Sets target to the place of a program's version, made where it is not there. Of two calls at the same time the second
# waits, and finds all there.
enter() { # place below the root, version
  target="$root/$1/${2#v}-$(os)-$(arch)"
  mkdir -p "$target"
  exec 9> "$target/.lock"
  flock 9
}

# Builds a package. Beside its place and moved there whole, so that an interrupted build leaves no half of a file.
build() { # directory, package, name, linker flags
  local go temporary="$target/.$3.new"
  go="$(find_go)"
  printf 'building %s ...\n' "$3" >&2
  (cd "$1" && nice -n 15 "$go" build -p "$parallel" -trimpath -buildvcs=false -ldflags "-s -w $4" -o "$temporary" "$2")
  mv "$temporary" "$target/$3"
}

# Downloads a file, and stops where its sha256 is not that which upstream lists for it.
fetch() { # address, address of the checksum or of a list of them, file
  local wanted name="${1##*/}"
  printf 'downloading %s ...\n' "$1" >&2
  curl --fail --silent --show-error --location --retry 3 -o "$3" "$1" || fail "$1 cannot be downloaded"
  # A list has the name after the checksum; a file for one program has the checksum alone.
  wanted="$(curl --fail --silent --show-error --location --retry 3 "$2" \
    | awk -v name="$name" 'NF == 1 || $2 == name || $2 == "*" name { print $1; exit }')" \
    || fail "$2 cannot be downloaded"
  if [ "$(sha256sum "$3" | cut -d' ' -f1)" != "$wanted" ]; then
    rm -f "$3"
    fail "$1 does not have the checksum '$wanted' that $2 lists: it is not used"
  fi
}

# Puts a program in its place, runnable and whole.
install_program() { # file, name
  chmod +x "$1"
  mv "$1" "$target/$2"
}
