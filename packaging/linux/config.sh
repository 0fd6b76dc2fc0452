#!/bin/sh
# The one question is asked when the package is purged; here it is only made known, so that it can be answered before.
set -e
. /usr/share/debconf/confmodule
db_register counterline/delete-user-data counterline/delete-user-data || true
