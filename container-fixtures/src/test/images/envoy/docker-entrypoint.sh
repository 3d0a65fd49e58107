#!/bin/sh
# As in the real image, options alone are options of Envoy.
case ${1-} in -*) set -- envoy "$@" ;; esac
exec "$@"
