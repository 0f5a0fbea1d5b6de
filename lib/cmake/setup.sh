# Sourced by examples/quickstart and tests/run: installs what is missing and builds.

# say LINE…: each on a line of its own.
say() { printf "%s\n" "$@"; }

# install_packages [tests]: installs the packages the build needs, with "tests" also those of the tests.
install_packages() {
    local wanted missing="" package
    if [ "${1:-}" = tests ]; then
        wanted=$(grep -v -e '^#' -e '^tests$' lib/cmake/packages)
    else
        wanted=$(sed -e '/^tests$/,$d' -e '/^#/d' lib/cmake/packages)
    fi
    for package in $wanted; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    local root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "These packages are missing and I am neither root nor have sudo:$missing"
            say "Ask an administrator for: apt-get install$missing"
            return 1
        fi
        say "Installing packages with sudo (it may ask for your password):$missing"
        root=sudo
    else
        say "Installing packages:$missing"
    fi
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# build FOLDER [cmake options]: configures and builds quietly; shows the log when it fails.
build() {
    local folder=$1 log
    shift
    mkdir -p "$folder"
    log=$folder/build.log
    say "Building in $folder (the first time takes a minute or two)"
    if ! { cmake -S . -B "$folder" -G Ninja -DWAYMARK_BUNDLE_SOURCES="${WAYMARK_BUNDLE_SOURCES:-ON}" "$@" && cmake --build "$folder"; } >"$log" 2>&1; then
        tail -n 60 "$log"
        say "The build failed; the whole log is in $log"
        return 1
    fi
}
