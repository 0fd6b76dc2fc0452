#!/bin/sh
# No process stays behind: the app is asked to end, and gets the time to close its chat.
set -e

app=/opt/Counterline

# An update leaves a running app alone, as browsers do: the next start is the new version. rpm says 1 for an update.
case "$1" in
  upgrade | failed-upgrade | 1) exit 0 ;;
esac

# The app's own processes are started by its main one, which ends them itself, after it has ended the chat.
running() {
  for exe in /proc/[0-9]*/exe; do
    case "$(readlink "$exe" 2>/dev/null)" in
      "$app"/*) process=${exe%/exe}; echo "${process#/proc/}" ;;
    esac
  done
}
main_processes() {
  for process in $(running); do
    tr '\0' '\n' 2>/dev/null <"/proc/$process/cmdline" | grep -q '^--type=' || echo "$process"
  done
}

[ -n "$(running)" ] || exit 0
echo "Counterline runs; it is being ended."
kill -TERM $(main_processes) 2>/dev/null || true
waited=0
while [ "$waited" -lt 10 ] && [ -n "$(running)" ]; do
  sleep 1
  waited=$((waited + 1))
done
left=$(running)
[ -z "$left" ] || kill -KILL $left 2>/dev/null || true
