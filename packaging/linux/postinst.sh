#!/bin/sh
set -e

app=/opt/Counterline
profile=/etc/apparmor.d/counterline

# Makes debconf read the templates, so that the question of a later purge can be answered before.
if [ "$1" = configure ] && [ -e /usr/share/debconf/confmodule ]; then
  . /usr/share/debconf/confmodule
  db_stop
fi

is_chroot() { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }

# electron-builder's packages have no link of their own.
[ -e /usr/bin/counterline ] || ln -s "$app/counterline" /usr/bin/counterline

# Where the system gives no user namespaces, this helper builds the sandbox instead. Without it Chromium would not start.
chmod 4755 "$app/chrome-sandbox"

# Older AppArmor cannot read the profile, and does not need it.
if apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --skip-cache "$app/resources/apparmor-profile" >/dev/null 2>&1; then
  install -m 644 "$app/resources/apparmor-profile" "$profile"
  is_chroot || apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
fi

if command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null; then
  gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
