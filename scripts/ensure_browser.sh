#!/usr/bin/env bash
# Sees to it that the browser tests have a Chromium: the one named in PEJLING_CHROMIUM, or Debian's.
set -euo pipefail

fail() {
    echo "$1" >&2
    exit 1
}

if command -v "${PEJLING_CHROMIUM:-chromium}" >/dev/null; then
    exit 0
fi
if [ -n "${PEJLING_CHROMIUM:-}" ]; then
    fail "PEJLING_CHROMIUM=$PEJLING_CHROMIUM is not a program; set it to Chromium's path, or unset it."
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    fail "The browser tests need Chromium: install it (on Debian: apt-get install chromium), or set PEJLING_CHROMIUM to its path."
fi

echo "Installing Chromium for the browser tests"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -qq -y --no-install-recommends chromium </dev/null >/dev/null
