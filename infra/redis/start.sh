#!/bin/sh
# A transaction torn at the tail of the append-only file would come back at the second restart and count twice: mend the
# tail before every start.
set -eu
manifest=/data/appendonlydir/appendonly.aof.manifest
if [ -f "$manifest" ]; then yes | redis-check-aof --fix "$manifest"; fi
exec redis-server --dir /data --appendonly yes --appendfsync everysec --maxmemory-policy noeviction \
  --maxmemory "${REDIS_MAXMEMORY:-512mb}" --requirepass "$REDIS_PASSWORD"
