#!/bin/bash
# One study on all processors of one machine, or of several, with GNU parallel (Debian: apt-get install parallel).
# From the folder of Standby, after its packages have been installed once (npm run simulate -- --help sees to it):
#
#   SCENARIO=scenarios/bolton-2024-07-19.yaml RUNS=1000 SHARDS=16 PARTS=parts public/schedulers/parallel.sh
#
# Start it again after an interruption: parts that are there are not computed again. On several machines that share this
# folder under the same path, name them: PARALLEL='--sshlogin host1,host2 --workdir .'
set -euo pipefail

SCENARIO=${SCENARIO:-scenarios/bolton-2024-07-19.yaml}
RUNS=${RUNS:-200}
SHARDS=${SHARDS:-8}
PARTS=${PARTS:-parts}

mkdir -p "$PARTS"
# One worker a share: parallel runs as many shares at once as there are processors.
seq "$SHARDS" | parallel --quote --halt soon,fail=1 --joblog "$PARTS/jobs.log" \
  npm run --silent simulate -- "$SCENARIO" --runs "$RUNS" --workers 1 --shard "{}/$SHARDS" --out "$PARTS/{}-of-$SHARDS.part"
npm run --silent simulate -- --merge "$PARTS"/*-of-"$SHARDS".part --json "$PARTS/study.json" --csv "$PARTS/study.csv"
