#!/bin/sh
set -e

profile=/etc/apparmor.d/counterline

remove_from_system() {
  if [ "$(readlink /usr/bin/counterline 2>/dev/null)" = /opt/Counterline/counterline ]; then
    rm -f /usr/bin/counterline
  fi
  if [ -f "$profile" ]; then
    apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
    rm -f "$profile"
  fi
  if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q /usr/share/applications || true
  fi
}

# As the user whose data it is: whatever that user has made of the folder, nobody else's files can be hit.
delete_user_data() {
  getent passwd | while IFS=: read -r name _ _ _ _ home _; do
    if [ -d "$home/.config/Counterline" ]; then
      runuser -u "$name" -- rm -rf -- "$home/.config/Counterline" || true
    fi
  done
}

# rpm says 0 when the last version goes.
case "$1" in
  remove | 0)
    remove_from_system
    ;;
  purge)
    remove_from_system
    rm -rf /etc/counterline
    delete=false
    if [ -e /usr/share/debconf/confmodule ]; then
      . /usr/share/debconf/confmodule
      db_input high counterline/delete-user-data || true
      db_go || true
      if db_get counterline/delete-user-data; then delete=$RET; fi
      db_purge || true
    fi
    if [ "$delete" = true ]; then
      delete_user_data
    else
      echo "Settings and chats of the users were kept, in ~/.config/Counterline." >&2
    fi
    ;;
esac
