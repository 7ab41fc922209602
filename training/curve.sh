#!/usr/bin/env bash
# The learning curve: 50, 100 and 205 gold articles after the English stage alone, two seeds each, figures on dev.
# training/curve.sh SHARED RUNS  (after recipe.sh, whose encoder and english.pt it uses)
set -euo pipefail
shared=$(realpath "$1") runs=$(realpath "$2")
cd "$(dirname "$0")"
export PYTHONPATH=../src OMP_NUM_THREADS=2
py=$runs/venv/bin/python
for n in 50 100 205; do
  for seed in 1 2; do
    name=curve-$n-$seed
    "$py" train.py "$runs/$name.pt" --encoder "$runs/encoder" --init "$runs/english.pt" --data "$shared/gold/train.gold.jsonl" \
      --limit "$n" --seed "$seed" --epochs 6 --lr 1e-4 --headlr 5e-4 --drop 0.1 > "$runs/$name.log"
    "$py" export.py "$runs/$name.pt" --encoder "$runs/encoder" --out "$runs/$name" --name "$name" > /dev/null
    "$py" -m qawl evaluate "$shared/gold/dev.gold.jsonl" --model "$runs/$name" --json > "$runs/$name.json"
    "$py" - "$runs/$name.json" "$n" "$seed" <<'PY'
import json, sys
f = json.load(open(sys.argv[1]))["figures"]
print(sys.argv[2], sys.argv[3], *(f"{k} {f[k]['f1']:.3f}" for k in ("statement", "content", "cue_exact", "source_exact", "nested")))
PY
  done
done
