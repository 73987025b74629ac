#!/usr/bin/env bash
# Sees to it that the tests have the programs they start: Chromium (the one named in PEJLING_CHROMIUM, or Debian's), nginx,
# pgbouncer, and Node with the provider that one signs in with (tests/provider).
set -euo pipefail

fail() {
    echo "$1" >&2
    exit 1
}

missing=()
if [ -n "${PEJLING_CHROMIUM:-}" ]; then
    command -v "$PEJLING_CHROMIUM" >/dev/null ||
        fail "PEJLING_CHROMIUM=$PEJLING_CHROMIUM is not a program; set it to Chromium's path, or unset it."
elif ! command -v chromium-headless-shell >/dev/null && ! command -v chromium >/dev/null; then
    missing+=(chromium-headless-shell)
fi
if ! PATH="$PATH:/usr/sbin:/sbin" command -v nginx >/dev/null; then
    missing+=(nginx-light)
fi
if ! PATH="$PATH:/usr/sbin:/sbin" command -v pgbouncer >/dev/null; then
    missing+=(pgbouncer)
fi
command -v openssl >/dev/null || missing+=(openssl)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)

# What its lock file pins, without running any package's own scripts. Debian 12's own Node is too old for it, and then the
# tests that sign in with it say so and are skipped; it is no reason to do without all the others.
provider() {
    local folder
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || {
        echo "Node $(node --version) is too old for the provider that one signs in with (20 or newer); its tests are skipped." >&2
        return
    }
    folder="$(cd "$(dirname "$0")/.." && pwd)/tests/provider"
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] ||
        npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent ||
        fail "The provider of tests/provider could not be installed: is the npm registry to be had?"
}

if [ ${#missing[@]} -eq 0 ]; then
    provider
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "The tests need ${missing[*]}: install it (on Debian: apt-get install ${missing[*]}); for Chromium, PEJLING_CHROMIUM can name one."
fi

echo "Installing ${missing[*]} for the tests"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -qq -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null
provider
