#!/bin/bash
# One study as a Slurm array: each task simulates one share of the runs. From the folder of Standby, on a file system that
# the nodes share, after its packages have been installed once (npm run simulate -- --help sees to it):
#
#   array=$(sbatch --parsable public/schedulers/slurm.sh)
#   sbatch --dependency=afterany:"$array" --wrap 'npm run --silent simulate -- --merge parts/*-of-16.part --json study.json'
#
# The merger runs however the tasks ended, and says in its output which runs are missing. A task that failed is submitted
# again by its number alone, sbatch --array=5 public/schedulers/slurm.sh, because SHARDS stands here and not in the size of
# the array. For another number of shares state both, SHARDS=64 sbatch --array=1-64 public/schedulers/slurm.sh; Slurm
# counts to 1,000 unless its MaxArraySize says otherwise.
#SBATCH --job-name=standby
#SBATCH --array=1-16
#SBATCH --cpus-per-task=1
#SBATCH --mem=3G
#SBATCH --time=04:00:00
set -euo pipefail

SHARDS=${SHARDS:-16}
SCENARIO=${SCENARIO:-scenarios/bolton-2024-07-19.yaml}
RUNS=${RUNS:-1000}
PARTS=${PARTS:-parts}

if [ ! -f src/tools/simulate.mjs ]; then
  echo "Submit this from the folder of Standby; $PWD is another." >&2
  exit 2
fi
mkdir -p "$PARTS"

# Slurm asks this shell alone to end, and where it follows processes by their parents what runs below would go on uncounted.
trap 'trap "" TERM; kill 0; wait; exit 143' TERM

# Each task sees the processors of the whole node, so the number of workers is stated.
npm run --silent simulate -- "$SCENARIO" --runs "$RUNS" --workers "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --out "$PARTS/$SLURM_ARRAY_TASK_ID-of-$SHARDS.part" &
wait "$!"
