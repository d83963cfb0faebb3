#!/bin/bash
# One study as a Slurm array: each task simulates one share of the runs. From the folder of Standby, on a file system that
# the nodes share, after its packages have been installed once (npm run simulate -- --help sees to it):
#
#   mkdir -p parts
#   array=$(sbatch --parsable public/schedulers/slurm.sh)
#   sbatch --dependency=afterok:"$array" --wrap 'npm run --silent simulate -- --merge parts/*-of-16.part --json study.json'
#
# A task that failed is submitted again by its number alone, sbatch --array=5 public/schedulers/slurm.sh, because SHARDS
# stands here and not in the size of the array. Both numbers are changed together.
#SBATCH --job-name=standby
#SBATCH --array=1-16
#SBATCH --cpus-per-task=1
#SBATCH --mem=3G
#SBATCH --time=04:00:00
set -euo pipefail

SHARDS=16
SCENARIO=${SCENARIO:-scenarios/bolton-2024-07-19.yaml}
RUNS=${RUNS:-1000}
PARTS=${PARTS:-parts}

# Each task sees the processors of the whole node, so the number of workers is stated.
npm run --silent simulate -- "$SCENARIO" --runs "$RUNS" --workers "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --out "$PARTS/$SLURM_ARRAY_TASK_ID-of-$SHARDS.part"
